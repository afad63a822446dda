package dev.understudy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** From text to a ruleset that decides, in JVMs of their own. */
final class CompileBench implements Part {
    static final List<String> FLAGS = List.of("-Xmx2g", "-XX:+UseParallelGC", "-XX:+UseCondCardMark");

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        measure(bed, out, 10, bed.pick(60, 6), 0);
        measure(bed, out, 100, bed.pick(40, 6), bed.pick(30, 5));
        measure(bed, out, 1_000, bed.pick(14, 2), bed.pick(30, 5));
        measure(bed, out, 5_000, bed.pick(3, 0), 0);
    }

    private static void measure(Bed bed, Findings out, int rules, int warm, int changes) throws Exception {
        List<String> printed = Bed.output(Bed.jvm(
                FLAGS, CompileChild.class, bed.folder("compile").toString(), "" + rules, "" + warm, "" + changes));
        CompileChild.Times times = new ObjectMapper().readValue(printed.getLast(), CompileChild.Times.class);
        out.raw(Map.of("rules", rules, "millis", times));
        String name = "compile " + Figure.number(rules) + " rules: ";
        out.add(name + "cold", times.cold().wall() / 1e3, "s");
        if (warm > 0) {
            // The compilers' own code is compiled by the JVM for some thirty builds of 100 rules: the first half warms.
            List<CompileChild.Time> settled = times.warm().subList(warm / 2, warm);
            out.add(
                    name + "warm",
                    median(settled, CompileChild.Time::wall) / 1e3,
                    "s",
                    switch (rules) {
                        case 100 -> Target.atMost(0.7);
                        case 1_000 -> Target.atMost(4);
                        default -> null;
                    });
            out.add(name + "warm, CPU", median(settled, CompileChild.Time::cpu) / 1e3, "s");
        }
        out.add(name + "all known, from the class store", times.known().wall() / 1e3, "s");
        if (changes > 0) {
            List<CompileChild.Time> settled = times.changed().subList(changes / 3, changes);
            out.add(name + "one changed, warm", median(settled, CompileChild.Time::wall), "ms");
            out.add(name + "one changed, warm, CPU", median(settled, CompileChild.Time::cpu), "ms");
        }
    }

    static double median(List<CompileChild.Time> times, ToDoubleFunction<CompileChild.Time> value) {
        return Statistics.median(times.stream().mapToDouble(value).boxed().toList());
    }
}
