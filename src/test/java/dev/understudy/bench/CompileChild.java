package dev.understudy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.ruleset.CompiledRuleset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles in a JVM that has compiled nothing yet. */
final class CompileChild {
    private CompileChild() {}

    /**
     * What it took, in milliseconds from text to a ruleset that decides.
     *
     * @param cold the first build of the JVM
     * @param warm builds of rules that share nothing with those before
     * @param changed builds with one rule changed, all others known
     * @param known a build with all classes on disk and none in memory
     */
    record Times(double cold, List<Double> warm, List<Double> changed, double known) {}

    /** Takes a folder, the number of rules, of warm builds and of changes; prints {@link Times} as JSON. */
    public static void main(String... arguments) throws IOException {
        Path work = Path.of(arguments[0]);
        int rules = Integer.parseInt(arguments[1]);
        int warm = Integer.parseInt(arguments[2]);
        int changes = Integer.parseInt(arguments[3]);
        GeneratedRules first = new GeneratedRules(rules, 0, 1);
        double cold = millis(Compilers.in(Files.createTempDirectory(work, "cold")), first);
        List<Double> warmTimes = new ArrayList<>();
        for (int i = 1; i <= warm; i++) {
            RulesetCompiler fresh = Compilers.in(Files.createTempDirectory(work, "warm"));
            warmTimes.add(millis(fresh, first.withSeed(i)));
        }
        Path store = Files.createTempDirectory(work, "changed");
        RulesetCompiler kept = Compilers.in(store);
        // What is live holds its classes: a change compiles against it.
        CompiledRuleset live = Compilers.build(kept, first.source());
        List<Double> changedTimes = new ArrayList<>();
        for (int i = 1; i <= changes; i++) {
            changedTimes.add(millis(kept, first.withVersion(1 + i)));
        }
        if (live.ruleCount() != rules) {
            throw new IllegalStateException("Rules are missing: " + live.ruleCount());
        }
        double known = millis(Compilers.in(store), first);
        System.out.println(new ObjectMapper().writeValueAsString(new Times(cold, warmTimes, changedTimes, known)));
    }

    private static double millis(RulesetCompiler compiler, GeneratedRules rules) {
        var source = rules.source();
        long start = System.nanoTime();
        CompiledRuleset ruleset = Compilers.build(compiler, source);
        double millis = (System.nanoTime() - start) / 1e6;
        byte[] body = GeneratedRules.body();
        byte[] outcome =
                ruleset.decide(ruleset.read(body, 0, body.length), false).outcomeJson();
        if (!new String(outcome, StandardCharsets.UTF_8).contains(rules.expected())) {
            throw new IllegalStateException("The rules decide wrongly.");
        }
        return millis;
    }
}
