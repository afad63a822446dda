package dev.understudy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** What a change of ten rules in a thousand is, and what scenarios notice of it, in a JVM of its own. */
final class DifferenceBench implements Part {
    @Override
    public void run(Bed bed, Findings out) throws Exception {
        List<String> printed = Bed.output(Bed.jvm(
                CompileBench.FLAGS,
                DifferenceChild.class,
                bed.folder("difference").toString(),
                "" + bed.pick(1_000, 100),
                "" + bed.pick(40, 5),
                "" + bed.pick(100, 10)));
        DifferenceChild.Times times = new ObjectMapper().readValue(printed.getLast(), DifferenceChild.Times.class);
        out.raw(Map.of("millis", times));
        String name = "ten changes in " + Figure.number(times.rules()) + " rules: ";
        out.add(name + "difference, first of the JVM", times.first() / 1e3, "s");
        List<Double> settled =
                times.next().subList(times.next().size() / 2, times.next().size());
        out.add(name + "difference, warm", Statistics.median(settled) / 1e3, "s", Target.atMost(1));
        out.add(name + "mutants tried", times.mutants(), "");
        out.add(name + "one mutant, compiled and tested", times.mutantMillis(), "ms");
    }
}
