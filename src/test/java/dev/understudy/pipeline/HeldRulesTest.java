package dev.understudy.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Entry;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetManifest.Limits;
import dev.understudy.sandbox.Sandbox;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What main ran goes on when a later version refuses it, and nothing else does. */
@SuppressWarnings("NullAway.Init")
class HeldRulesTest {
    private static final Sandbox TODAY = Sandbox.on(HeldRulesTest.class.getClassLoader());
    /** What an older version offered beside: a class that is in every Java. */
    private static final String OLDER =
            TODAY.list() + "\nclass java.util.concurrent.TimeUnit value\n    SECONDS toMinutes\n";

    private static final WrittenRuleset REFUSED =
            WrittenRuleset.facts("In", "Out").drl("""
            package acme
            import java.util.concurrent.TimeUnit
            declare In n : int end
            declare Out n : long end
            rule "Minutes" when In($n : n) then insert(new Out(TimeUnit.SECONDS.toMinutes($n))); end
            """);

    private static final WrittenRuleset CORRECTED =
            WrittenRuleset.facts("In", "Out").drl("""
            package acme
            declare In n : int end
            declare Out n : long end
            rule "Minutes" when In($n : n) then insert(new Out($n / 60L)); end
            """);

    @TempDir
    Path data;

    @TempDir
    Path store;

    private final WrittenRepository repository = new WrittenRepository();

    private PipelineBed olderVersion() {
        return new PipelineBed(
                data, repository, new RulesetCompiler(Rulesets.pieces(store).in(TODAY.under(OLDER))));
    }

    private PipelineBed thisVersion() {
        return new PipelineBed(data, repository, new RulesetCompiler(Rulesets.pieces(store)));
    }

    private static String outcome(Entry entry) {
        return Rulesets.outcome(Objects.requireNonNull(entry.slot().ruleset()), "\"In\": {\"n\": 180}");
    }

    private static String texts(Entry entry) {
        return entry.slot().diagnostics().stream().map(Diagnostic::text).collect(Collectors.joining("\n"));
    }

    /** Runs the rules on main by an older version, as any upgrade finds them. */
    private CommitId ran(WrittenRuleset rules) {
        CommitId commit = repository.commit("main", rules);
        try (PipelineBed older = olderVersion()) {
            older.start();
            assertThat(older.main().slot().state()).isEqualTo(BuildSlot.State.LIVE);
        }
        return commit;
    }

    @Test
    void whatMainRanGoesOnAndIsReported() {
        CommitId commit = ran(REFUSED);
        try (PipelineBed upgraded = thisVersion()) {
            upgraded.start();
            Entry entry = upgraded.main();
            assertThat(entry.slot().state()).isEqualTo(BuildSlot.State.LIVE);
            assertThat(entry.commit()).isEqualTo(commit);
            assertThat(entry.refused()).isEmpty();
            assertThat(outcome(entry)).isEqualTo("{\"Out\":[{\"n\":3}]}");
            assertThat(texts(entry))
                    .contains("acme/rules.drl:2:1 warning: This version refuses these rules.")
                    .contains("Refused by this version: java.util.concurrent.TimeUnit is not offered");
            assertThat(upgraded.held()).isEqualTo(1);
            assertThat(upgraded.health()).contains("LIVE, refused by this version and held");
        }
    }

    @Test
    void itGoesOnAfterEachFurtherStart() {
        ran(REFUSED);
        for (int i = 0; i < 3; i++) {
            try (PipelineBed upgraded = thisVersion()) {
                upgraded.start();
                assertThat(outcome(upgraded.main())).contains("3");
            }
        }
    }

    @Test
    void aDraftWithTheSameRulesIsBroken() {
        ran(REFUSED);
        repository.commit("feature/same", REFUSED);
        try (PipelineBed upgraded = thisVersion()) {
            upgraded.start();
            assertThat(upgraded.main().slot().state()).isEqualTo(BuildSlot.State.LIVE);
            assertThat(upgraded.built("feature/same").slot().state()).isEqualTo(BuildSlot.State.BROKEN);
        }
    }

    @Test
    void whatMainNeverRanIsBrokenThere() {
        ran(CORRECTED);
        repository.commit("main", REFUSED);
        try (PipelineBed upgraded = thisVersion()) {
            upgraded.start();
            assertThat(upgraded.main().refused()).isPresent();
            assertThat(upgraded.held()).isZero();
            assertThat(outcome(upgraded.main())).contains("3");
        }
    }

    @Test
    void rulesThatMainNeverRanAreBroken() {
        repository.commit("main", REFUSED);
        try (PipelineBed fresh = thisVersion()) {
            fresh.start();
            assertThat(fresh.main().slot().state()).isEqualTo(BuildSlot.State.BROKEN);
        }
    }

    @Test
    void aRecordThatSomebodyElseWroteCountsForNothing() throws IOException {
        ran(CORRECTED);
        CommitId never = repository.commit("main", REFUSED);
        Path record = data.resolve("live-on-main");
        String[] words = Files.readString(record).strip().split(" ", 4);
        Files.writeString(record, "acme " + never + " " + words[2] + " " + words[3] + "\n");
        try (PipelineBed upgraded = thisVersion()) {
            upgraded.start();
            assertThat(upgraded.main().slot().state()).isEqualTo(BuildSlot.State.BROKEN);
        }
    }

    @Test
    void aListThatSomebodyChangedCountsForNothing() throws IOException {
        ran(REFUSED);
        try (var lists = Files.list(data.resolve("former-lists"))) {
            for (Path each : lists.toList()) {
                Files.writeString(each, OLDER + "\nclass java.lang.System\n    exit\n");
            }
        }
        try (PipelineBed upgraded = thisVersion()) {
            upgraded.start();
            assertThat(upgraded.main().slot().state()).isEqualTo(BuildSlot.State.BROKEN);
        }
    }

    @Test
    void theRecordOfAVersionThatKeptNoListIsRead() throws IOException {
        CommitId commit = ran(REFUSED);
        Files.writeString(data.resolve("live-on-main"), "acme " + commit + "\n");
        try (PipelineBed upgraded = thisVersion()) {
            upgraded.start();
            assertThat(upgraded.main().slot().state()).isEqualTo(BuildSlot.State.BROKEN);
        }
    }

    @Test
    void anOperatorCanHaveThemBroken() {
        ran(REFUSED);
        try (PipelineBed upgraded = thisVersion().refusing()) {
            upgraded.start();
            assertThat(upgraded.main().slot().state()).isEqualTo(BuildSlot.State.BROKEN);
        }
    }

    @Test
    void correctedRulesTakeOver() {
        ran(REFUSED);
        try (PipelineBed upgraded = thisVersion()) {
            upgraded.start();
            CommitId corrected = repository.commit("main", CORRECTED);
            assertThat(upgraded.push("main")).isEmpty();
            assertThat(upgraded.main().commit()).isEqualTo(corrected);
            assertThat(upgraded.main().slot().formerList()).isEmpty();
            assertThat(upgraded.held()).isZero();
        }
    }

    @Test
    void otherRulesetsCanBePushedMeanwhile() {
        ran(REFUSED);
        WrittenRuleset other = CORRECTED.named("other");
        try (PipelineBed upgraded = thisVersion()) {
            upgraded.start();
            CommitId head = repository.commit("main", REFUSED, other);
            assertThat(upgraded.push("main")).isEmpty();
            assertThat(upgraded.main().commit()).isEqualTo(head);
            assertThat(upgraded.main().slot().state()).isEqualTo(BuildSlot.State.LIVE);
            repository.commit("main", REFUSED.file("more.drl", "package acme\nrule \"X\" when In() then end\n"), other);
            assertThat(upgraded.push("main")).contains("acme does not compile");
        }
    }

    @Test
    void limitsAboveLoweredOnesOfThePlatformAreLoweredToo() {
        WrittenRuleset rules = CORRECTED.file(
                "ruleset.yaml", "facts: {in: [In], out: [Out]}\nlimits: {steps: 4000000, time: 200ms}\n");
        ran(rules);
        Limits lowered = new Limits(Duration.ofMillis(100), 1_000_000, 16 << 20, 500);
        repository.commit("feature/same", rules);
        try (PipelineBed restarted =
                new PipelineBed(data, repository, new RulesetCompiler(Rulesets.pieces(store), lowered))) {
            restarted.start();
            Entry entry = restarted.main();
            assertThat(Objects.requireNonNull(entry.slot().ruleset()).manifest().limits())
                    .isEqualTo(lowered);
            assertThat(texts(entry))
                    .contains("acme/ruleset.yaml:2:17 warning: limits.steps is above the platform's limit, and 1000000")
                    .contains("acme/ruleset.yaml:2:32 warning: limits.time is above the platform's limit, and 100ms");
            assertThat(restarted.built("feature/same").slot().state()).isEqualTo(BuildSlot.State.BROKEN);
        }
    }

    @Test
    void guardsAndBudgetsHoldUnderAnOlderListToo() {
        ran(REFUSED.file("more.drl", """
                package acme
                import java.util.concurrent.TimeUnit
                rule "For ever" when In(n == 1) then while (TimeUnit.SECONDS != null) { } end
                """)
                // Few enough to be taken long before the time is over.
                .file("ruleset.yaml", REFUSED.text("ruleset.yaml") + "\nlimits: {steps: 10000}\n"));
        try (PipelineBed upgraded = thisVersion()) {
            upgraded.start();
            var ruleset = Objects.requireNonNull(upgraded.main().slot().ruleset());
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Rulesets.decide(ruleset, "\"In\": {\"n\": 1}"))
                    .hasMessageContaining("steps were taken");
        }
    }

    @Test
    void aListThatThisJavaDoesNotFitHoldsNothing() {
        assertThat(OLDER.lines()).contains("class java.util.concurrent.TimeUnit value");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> TODAY.under(OLDER + "class java.util.Gone\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.util.Gone");
    }
}
