package dev.understudy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.ruleset.CompiledRuleset;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles in a JVM that has compiled nothing yet. */
final class CompileChild {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private CompileChild() {}

    /**
     * One build, in milliseconds.
     *
     * @param wall from text to a ruleset that decides
     * @param cpu what all threads of the JVM used meanwhile; it hardly depends on what else the machine does
     */
    record Time(double wall, double cpu) {}

    /**
     * What building took.
     *
     * @param cold the first build of the JVM
     * @param warm builds of rules that share nothing with those before
     * @param changed builds with one rule changed, all others known
     * @param known a build with all classes on disk and none in memory
     */
    record Times(Time cold, List<Time> warm, List<Time> changed, Time known) {}

    /** Takes a folder, the number of rules, of warm builds and of changes; prints {@link Times} as JSON. */
    public static void main(String... arguments) throws IOException {
        Logging.quiet();
        Path work = Path.of(arguments[0]);
        int rules = Integer.parseInt(arguments[1]);
        int warm = Integer.parseInt(arguments[2]);
        int changes = Integer.parseInt(arguments[3]);
        GeneratedRules first = new GeneratedRules(rules, 0, 1);
        Time cold = time(Compilers.in(Files.createTempDirectory(work, "cold")), first);
        List<Time> warmTimes = new ArrayList<>();
        for (int i = 1; i <= warm; i++) {
            RulesetCompiler fresh = Compilers.in(Files.createTempDirectory(work, "warm"));
            warmTimes.add(time(fresh, first.withSeed(i)));
        }
        Path store = Files.createTempDirectory(work, "changed");
        RulesetCompiler kept = Compilers.in(store);
        // What is live holds its classes: a change compiles against it.
        CompiledRuleset live = Compilers.build(kept, first.source());
        List<Time> changedTimes = new ArrayList<>();
        for (int i = 1; i <= changes; i++) {
            changedTimes.add(time(kept, first.withVersion(1 + i)));
        }
        if (live.ruleCount() != rules) {
            throw new IllegalStateException("Rules are missing: " + live.ruleCount());
        }
        Time known = time(Compilers.in(store), first);
        System.out.println(new ObjectMapper().writeValueAsString(new Times(cold, warmTimes, changedTimes, known)));
    }

    private static Time time(RulesetCompiler compiler, GeneratedRules rules) {
        var source = rules.source();
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        CompiledRuleset ruleset = Compilers.build(compiler, source);
        Time time = new Time((System.nanoTime() - start) / 1e6, (SYSTEM.getProcessCpuTime() - cpu) / 1e6);
        byte[] body = GeneratedRules.body();
        byte[] outcome =
                ruleset.decide(ruleset.read(body, 0, body.length), false).outcomeJson();
        if (!new String(outcome, StandardCharsets.UTF_8).contains(rules.expected())) {
            throw new IllegalStateException("The rules decide wrongly.");
        }
        return time;
    }
}
