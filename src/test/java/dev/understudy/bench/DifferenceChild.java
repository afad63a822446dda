package dev.understudy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.pipeline.BuildThreads;
import dev.understudy.review.difference.Differences;
import dev.understudy.review.difference.RulesetDifference;
import dev.understudy.review.mutation.MutationConfig;
import dev.understudy.review.mutation.MutationReport;
import dev.understudy.review.mutation.Mutations;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.SourceFile;
import dev.understudy.ruleset.TreeId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Compares and tries mutants, and prints how long that takes. */
final class DifferenceChild {
    private static final int CHANGES = 10;
    private static final String SCENARIOS = """
            - name: One applicant
              given:
                Applicant: {id: A1, region: 17, age: 41, income: 4200}
                Loan: {applicantId: A1, amount: 18250, months: 48}
                Liability: [{applicantId: A1, kind: k1, monthly: 55}, {applicantId: A1, kind: k2, monthly: 90}]
              expect: {}
              fired: {}
            """;

    private DifferenceChild() {}

    /**
     * What it took, in milliseconds.
     *
     * @param rules of each side
     * @param first the first comparison of the JVM
     * @param next those after it
     * @param mutants how many were tried
     * @param mutantMillis of one of them
     */
    record Times(int rules, double first, List<Double> next, int mutants, double mutantMillis) {}

    private record Settings(int mutants, Duration time) implements MutationConfig {}

    private record OneThread(ExecutorService thread) implements BuildThreads {
        @Override
        public <T> CompletableFuture<T> run(Supplier<T> work) {
            return CompletableFuture.supplyAsync(work, thread);
        }
    }

    /** Takes a folder for classes, the number of rules, of comparisons and of mutants. */
    public static void main(String... arguments) throws Exception {
        Logging.quiet();
        int rules = Integer.parseInt(arguments[1]);
        RulesetCompiler compiler = Compilers.in(Path.of(arguments[0]));
        RulesetSource base = new GeneratedRules(rules, 1, 1).source();
        RulesetSource branch = changed(base);
        Differences differences = new Differences(compiler);
        List<Double> times = new ArrayList<>();
        RulesetDifference difference = timed(differences, base, branch, times);
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            difference = timed(differences, base, branch, times);
        }
        int changed = difference.rules().changed().size();
        if (changed != Math.min(CHANGES, rules / 50)) {
            throw new IllegalStateException(changed + " rules are said to have changed.");
        }
        MutationReport report = mutants(compiler, difference, branch, Integer.parseInt(arguments[3]));
        Times found = new Times(
                rules,
                times.getFirst(),
                times.subList(1, times.size()),
                report.tried(),
                (double) report.millis() / Math.max(1, report.tried()));
        System.out.println(new ObjectMapper().writeValueAsString(found));
    }

    private static RulesetDifference timed(
            Differences differences, RulesetSource base, RulesetSource branch, List<Double> times) {
        long start = System.nanoTime();
        RulesetDifference difference = differences.between(base, branch);
        times.add((System.nanoTime() - start) / 1e6);
        return difference;
    }

    private static MutationReport mutants(
            RulesetCompiler compiler, RulesetDifference difference, RulesetSource branch, int most) {
        Compilers.build(compiler, branch);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            return new Mutations(compiler, new OneThread(thread), new Settings(most, Duration.ofMinutes(5)))
                    .start(difference, branch, progress -> {})
                    .report()
                    .join();
        }
    }

    /** One rule differs in each of the first files. */
    private static RulesetSource changed(RulesetSource base) {
        List<SourceFile> files = new ArrayList<>();
        for (SourceFile file : base.files()) {
            boolean one = file.isDrl() && files.size() < CHANGES && file.text().contains("insert(new Finding(");
            String text =
                    one ? file.text().replaceFirst("insert\\(new Finding\\(", "insert(new Finding(1 + ") : file.text();
            files.add(new SourceFile(file.path(), text.getBytes(StandardCharsets.UTF_8)));
        }
        files.add(new SourceFile("scenarios/one.yaml", SCENARIOS.getBytes(StandardCharsets.UTF_8)));
        return new RulesetSource(base.name(), new TreeId("f".repeat(40)), files);
    }
}
