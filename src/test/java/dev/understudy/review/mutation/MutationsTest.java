package dev.understudy.review.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.pipeline.BuildThreads;
import dev.understudy.review.difference.Differences;
import dev.understudy.review.difference.RulesetDifference;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationsTest {
    private static final String TYPES = """
            package acme.rules

            declare Flight
                delay : int
            end

            declare Sum
                amount : int
            end
            """;

    private static final String LATE = """
            rule "Late"
            when
                Flight(delay >= 180)
            then
                insert(new Sum(250));
            end
            """;

    private static final String VERY_LATE = LATE.replace("Late", "Very late").replace("180", "600");

    private static final String BOTH_SIDES = """
            - name: Just too early
              given: {Flight: {delay: 179}}
              expect: {Sum: []}
            - name: Just late
              given: {Flight: {delay: 180}}
              expect: {Sum: [{amount: 250}]}
            """;

    @TempDir
    private static Path store;

    private static Rulesets rulesets;

    @BeforeAll
    static void compileOnce() {
        rulesets = Rulesets.in(store);
    }

    /** Runs each piece of work at once. */
    private static final class Here implements BuildThreads {
        private final AtomicInteger pieces = new AtomicInteger();

        @Override
        public <T> CompletableFuture<T> run(Supplier<T> work) {
            pieces.incrementAndGet();
            try {
                return CompletableFuture.completedFuture(work.get());
            } catch (RuntimeException failure) {
                return CompletableFuture.failedFuture(failure);
            }
        }
    }

    private record Settings(int mutants, Duration time) implements MutationConfig {}

    private final Here threads = new Here();
    private final List<MutationProgress> progress = new ArrayList<>();

    private Mutations mutations(int most, Duration time) {
        return new Mutations(rulesets.compiler(), threads, new Settings(most, time));
    }

    private static WrittenRuleset rules(String scenarios, String... rules) {
        return WrittenRuleset.facts("Flight", "Sum")
                .file("types.drl", TYPES)
                .file("scenarios/all.yaml", scenarios)
                .drl("package acme.rules\n\n" + String.join("\n", rules));
    }

    private MutationReport report(@Nullable WrittenRuleset base, WrittenRuleset branch) {
        return run(mutations(100, Duration.ofMinutes(5)), base, branch);
    }

    private MutationReport run(Mutations mutations, @Nullable WrittenRuleset base, WrittenRuleset branch) {
        MutationJob job = mutations.start(difference(base, branch), branch.source(), progress::add);
        return job.report().join();
    }

    private static RulesetDifference difference(@Nullable WrittenRuleset base, WrittenRuleset branch) {
        return new Differences(rulesets.compiler()).between(base == null ? null : base.source(), branch.source());
    }

    private static List<String> texts(MutationReport report) {
        return report.survivors().stream()
                .map(each -> each.place() + " " + each.original() + " -> " + each.mutant())
                .toList();
    }

    @Test
    void whatScenariosPinOnBothSidesSurvivesNowhere() {
        MutationReport report = report(null, rules(BOTH_SIDES, LATE));
        assertThat(report.survivors()).isEmpty();
        assertThat(report.end()).isEqualTo(MutationReport.End.COMPLETE);
        assertThat(report.killed()).isEqualTo(5);
        assertThat(report.planned()).isEqualTo(5);
        assertThat(report.scenarios()).isEqualTo(2);
        assertThat(progress.getLast()).isEqualTo(new MutationProgress(5, 5, 0));
    }

    @Test
    void whatNoScenarioNoticesIsListedWithItsPlace() {
        String loose = """
                - name: Late
                  given: {Flight: {delay: 300}}
                  expect: {Sum: [{}]}
                """;
        MutationReport report = report(null, rules(loose, LATE));
        assertThat(texts(report))
                .containsExactly(
                        "acme/rules.drl:5:18 >= -> >",
                        "acme/rules.drl:5:21 180 -> 179",
                        "acme/rules.drl:5:21 180 -> 181",
                        "acme/rules.drl:7:20 250 -> 249",
                        "acme/rules.drl:7:20 250 -> 251");
        assertThat(report.survivors().getFirst().line()).isEqualTo("Flight(delay >= 180)");
    }

    @Test
    void onlyRulesThatTheBranchTouchesAreTried() {
        MutationReport report =
                report(rules(BOTH_SIDES, LATE), rules(BOTH_SIDES, LATE, VERY_LATE.replace("250", "350")));
        assertThat(report.survivors()).extracting(MutationReport.Survivor::rule).containsOnly("Very late");
        assertThat(report.tried()).isEqualTo(5);
    }

    @Test
    void aDifferenceThatTouchesNoRuleTriesNothing() {
        MutationReport report = report(rules(BOTH_SIDES, LATE), rules(BOTH_SIDES, "// more\n" + LATE));
        assertThat(report.end()).isEqualTo(MutationReport.End.COMPLETE);
        assertThat(report.planned()).isZero();
    }

    @Test
    void scenariosThatFailOnTheBranchNoticeNothing() {
        MutationReport report =
                report(null, rules(BOTH_SIDES.replace("amount: 250", "amount: 1"), LATE.replace("180", "179")));
        assertThat(report.scenarios()).isZero();
        assertThat(report.survivors()).hasSize(5);
    }

    @Test
    void aMutantThatLoopsIsStoppedAndCountsAsKilled() {
        String counting = """
                rule "Count down"
                when
                    $sum : Sum(amount > 0)
                then
                    modify($sum) { setAmount($sum.getAmount() - 1) }
                end
                """;
        String scenario = """
                - name: Counted
                  given: {Flight: {delay: 180}}
                  expect: {Sum: [{amount: 0}]}
                """;
        MutationReport report = report(rules(scenario, LATE), rules(scenario, LATE, counting));
        assertThat(report.end()).isEqualTo(MutationReport.End.COMPLETE);
        // Down by nothing loops; 'down by two' ends at zero as well, since 250 is even.
        assertThat(texts(report)).containsExactly("acme/rules.drl:14:49 1 -> 2");
    }

    @Test
    void mutantsThatDoNotCompileCountForNothing() {
        MutationReport report =
                report(null, rules(BOTH_SIDES, LATE.replace("then\n", "then\n    byte small = 127;\n")));
        assertThat(report.invalid()).isEqualTo(1);
        assertThat(report.killed()).isEqualTo(5);
        assertThat(texts(report)).containsExactly("acme/rules.drl:7:18 127 -> 126");
    }

    @Test
    void cellsOfATableAreTriedAndNamed() {
        String table = """
                RuleSet,acme.rules

                RuleTable Amounts
                NAME,CONDITION,ACTION
                ,Flight,
                ,delay >= $param,insert(new Sum($param));
                Name,Delay,Amount
                Late,180,250
                """;
        WrittenRuleset base = WrittenRuleset.facts("Flight", "Sum")
                .file("types.drl", TYPES)
                .file("amounts.drl.csv", table.replace("180,250", "180,200"));
        WrittenRuleset branch = base.file("amounts.drl.csv", table).file("scenarios/all.yaml", """
                - name: Late
                  given: {Flight: {delay: 180}}
                  expect: {Sum: [{amount: 250}]}
                """);
        MutationReport report = report(base, branch);
        assertThat(texts(report)).containsExactly("acme/amounts.drl.csv:8:6 180 -> 179");
        assertThat(report.killed()).isEqualTo(4);
    }

    @Test
    void rulesThatSpeakOfEachOtherAreCompiledTogether() {
        String query = "query late(int minutes)\n    Flight(delay >= minutes)\nend\n";
        String asking = """
                rule "Asks"
                when
                    late(180;)
                then
                    insert(new Sum(250));
                end
                """;
        String child = """
                rule "Child" extends "Late"
                when
                    Flight(delay > 500)
                then
                    insert(new Sum(1));
                end
                """;
        MutationReport report = report(null, rules("""
                        - name: Late
                          given: {Flight: {delay: 180}}
                          expect: {Sum: [{amount: 250}, {amount: 250}]}
                        """, query, asking, LATE, child));
        assertThat(report.end()).isEqualTo(MutationReport.End.COMPLETE);
        assertThat(report.invalid()).isZero();
        assertThat(report.killed()).isPositive();
        assertThat(report.survivors()).extracting(MutationReport.Survivor::rule).contains("Child");
    }

    @Test
    void ofTooManyTheMostTellingOfEachRuleAreTriedAlwaysTheSame() {
        WrittenRuleset branch = rules(BOTH_SIDES, LATE, VERY_LATE);
        MutationReport first = run(mutations(4, Duration.ofMinutes(5)), null, branch);
        MutationReport second = run(mutations(4, Duration.ofMinutes(5)), null, branch);
        assertThat(first.planned()).isEqualTo(4);
        assertThat(first.found()).isEqualTo(10);
        assertThat(first.survivors()).isEqualTo(second.survivors());
        assertThat(texts(first)).containsExactly("acme/rules.drl:12:18 >= -> >", "acme/rules.drl:12:21 600 -> 599");
    }

    @Test
    void itEndsWhenItsTimeIsOver() {
        MutationReport report = run(mutations(100, Duration.ZERO), null, rules(BOTH_SIDES, LATE));
        assertThat(report.end()).isEqualTo(MutationReport.End.OUT_OF_TIME);
        assertThat(report.tried()).isZero();
        assertThat(report.planned()).isEqualTo(5);
    }

    @Test
    void whoCancelsGetsWhatWasFound() {
        WrittenRuleset branch = rules("- {name: None, given: {}, expect: {Sum: []}}\n", LATE);
        List<Runnable> waiting = new ArrayList<>();
        List<CompletableFuture<?>> promises = new ArrayList<>();
        BuildThreads stepwise = new BuildThreads() {
            @Override
            public <T> CompletableFuture<T> run(Supplier<T> work) {
                CompletableFuture<T> promise = new CompletableFuture<>();
                waiting.add(() -> promise.complete(work.get()));
                promises.add(promise);
                return promise;
            }
        };
        Mutations mutations = new Mutations(rulesets.compiler(), stepwise, new Settings(100, Duration.ofMinutes(5)));
        MutationJob job = mutations.start(difference(null, branch), branch.source(), progress::add);
        assertThat(mutations.start(difference(null, branch), branch.source(), progress::add))
                .isSameAs(job);
        waiting.get(0).run();
        waiting.get(1).run();
        job.cancel();
        assertThat(job.report()).isNotDone();
        waiting.get(2).run();
        MutationReport report = job.report().join();
        assertThat(report.end()).isEqualTo(MutationReport.End.CANCELLED);
        assertThat(report.tried()).isEqualTo(1);
        assertThat(mutations.known(difference(null, branch))).isNull();
        assertThat(promises).hasSize(3);
    }

    @Test
    void theSameTwoTreesAreTriedOnce() {
        Mutations mutations = mutations(100, Duration.ofMinutes(5));
        WrittenRuleset branch = rules(BOTH_SIDES, LATE);
        MutationReport first = run(mutations, null, branch);
        int pieces = threads.pieces.get();
        assertThat(run(mutations, null, branch)).isSameAs(first);
        assertThat(threads.pieces).hasValue(pieces);
        assertThat(mutations.known(difference(null, branch))).isSameAs(first);
    }

    @Test
    void aBranchThatDoesNotCompileHasNoMutants() {
        WrittenRuleset broken = rules(BOTH_SIDES, LATE.replace("delay >=", "dealy >="));
        assertThat(report(rules(BOTH_SIDES, LATE), broken).end()).isEqualTo(MutationReport.End.NOT_COMPILED);
        WrittenRuleset unparsed = rules(BOTH_SIDES, LATE.replace("then", "thn"));
        assertThat(report(rules(BOTH_SIDES, LATE), unparsed).end()).isEqualTo(MutationReport.End.NOT_COMPILED);
    }

    @Test
    void workThatIsGivenUpEndsTheRun() {
        BuildThreads none = new BuildThreads() {
            @Override
            public <T> CompletableFuture<T> run(Supplier<T> work) {
                return CompletableFuture.failedFuture(new IllegalStateException("given up, by the test"));
            }
        };
        Mutations mutations = new Mutations(rulesets.compiler(), none, new Settings(100, Duration.ofMinutes(5)));
        assertThat(run(mutations, null, rules(BOTH_SIDES, LATE)).end()).isEqualTo(MutationReport.End.GIVEN_UP);
    }

    @Test
    void whoeverIsToldOfProgressCanNotBreakIt() {
        WrittenRuleset branch = rules(BOTH_SIDES, LATE);
        MutationJob job = mutations(100, Duration.ofMinutes(5))
                .start(difference(null, branch), branch.source(), each -> {
                    throw new IllegalStateException("by the test");
                });
        assertThat(job.report().join().end()).isEqualTo(MutationReport.End.COMPLETE);
    }

    @Test
    void nothingOfMutantsIsKeptOnDisk(@TempDir Path own) throws IOException {
        Rulesets apart = Rulesets.in(own);
        WrittenRuleset branch = rules(BOTH_SIDES, LATE, VERY_LATE);
        apart.built(branch.source());
        long before = files(own);
        Mutations mutations = new Mutations(apart.compiler(), threads, new Settings(100, Duration.ofMinutes(5)));
        assertThat(run(mutations, null, branch).end()).isEqualTo(MutationReport.End.COMPLETE);
        assertThat(files(own)).isEqualTo(before);
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void theAmountThatTheSampleLeavesOpenCouldBeAnyOther() {
        WrittenRuleset sample = WrittenRuleset.folder(Path.of("rules", "flight-compensation"));
        WrittenRuleset branch =
                sample.file("eu261.drl", sample.text("eu261.drl").replace("(250,", "(300,"));
        MutationReport report = report(sample, branch);
        assertThat(report.survivors()).extracting(MutationReport.Survivor::rule).containsOnly("Short haul");
        assertThat(texts(report))
                .contains(
                        "flight-compensation/eu261.drl:56:29 300 -> 299",
                        "flight-compensation/eu261.drl:56:29 300 -> 301")
                .noneMatch(each -> each.contains("180"));
    }

    @Test
    void otherFilesThanThoseComparedAreRefused() {
        RulesetDifference difference = difference(null, rules(BOTH_SIDES, LATE));
        assertThatThrownBy(() -> mutations(1, Duration.ofMinutes(1))
                        .start(difference, rules(BOTH_SIDES, VERY_LATE).source(), progress::add))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
