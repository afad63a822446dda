package dev.understudy.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.ruleset.ChangeWindows;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings.Harm;
import dev.understudy.ruleset.OutcomeChange;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage;
import dev.understudy.ruleset.ShadowStage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanReaderTest {
    private static final String WHOLE = """
            {"stages": [{"cohort": "caller.name == 'app'", "soak": "10m", "units": 5},
                        {"cohort": "caller.name == 'b'", "percent": 20, "soak": "10m"},
                        {"percent": 0.5, "soak": "10m"}, {"percent": 50, "soak": "1h", "units": 1000}],
             "holdout": 1, "start": "2026-12-01T08:00:00Z",
             "windows": {"zone": "Europe/Berlin",
                         "allow": [{"days": ["Mon", "tuesday"], "from": "09:00", "to": "16:00"}],
                         "deny": [{"from": "2026-12-20T00:00:00Z", "to": "2027-01-06T00:00:00Z", "reason": "Holidays"}]},
             "guardrails": {"latency": "5ms", "floors": {"failed": 5, "slow": 20, "units": 50}}}""";

    private static PlanResult result(String json) {
        try {
            return PlanReader.read(new ObjectMapper().readTree(json), "/plan");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static RolloutPlan plan(String json) {
        assertThat(result(json)).isInstanceOf(PlanResult.Read.class);
        return ((PlanResult.Read) result(json)).plan();
    }

    @Test
    void aShadowIsReadAndWrittenAgain() {
        RolloutPlan plan = plan("""
                {"shadow": {"percent": 12.5, "soak": "10m", "decisions": 500, "maxPercent": 0},
                 "stages": [{"percent": 1, "soak": "1m"}]}""");
        assertThat(plan.shadow())
                .contains(new ShadowStage(
                        new Exposure(125_000), Duration.ofMinutes(10), 500, Optional.of(Exposure.NONE)));
        assertThat(plan(PlanWriter.write(plan).toString())).isEqualTo(plan);
        RolloutPlan usual = plan("{\"shadow\": {\"soak\": \"1s\"}, \"stages\": [{\"percent\": 1, \"soak\": \"1m\"}]}");
        assertThat(usual.shadow())
                .contains(new ShadowStage(
                        Exposure.ALL, Duration.ofSeconds(1), ShadowStage.USUAL_DECISIONS, Optional.empty()));
        assertThat(plan(PlanWriter.write(usual).toString())).isEqualTo(usual);
    }

    @Test
    void theTighterOfTwoDeclarationsHolds() {
        ShadowStage five = new ShadowStage(Exposure.ALL, Duration.ofSeconds(1), 1, Optional.of(new Exposure(50_000)));
        assertThat(five.declaring(new Exposure(10_000)).most()).contains(new Exposure(10_000));
        assertThat(five.declaring(new Exposure(90_000)).most()).contains(new Exposure(50_000));
    }

    private static String declaring(String transitions) {
        return "{\"shadow\": {\"soak\": \"1s\", \"transitions\": " + transitions
                + "}, \"stages\": [{\"percent\": 1, \"soak\": \"1m\"}]}";
    }

    @Test
    void transitionsThatMayHappenAreReadAndWrittenAgain() {
        RolloutPlan plan = plan(declaring("[{\"from\": \"Fee.amount=1\", \"to\": \"no Fee\"}]"));
        assertThat(plan.shadow().orElseThrow().transitions())
                .containsExactly(new OutcomeChange("Fee.amount=1", "no Fee"));
        assertThat(plan(PlanWriter.write(plan).toString())).isEqualTo(plan);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "[7]",
                "[{\"from\": \"a\"}]",
                "[{\"from\": \"a\", \"to\": \" \"}]",
                "[{\"from\": \"a\", \"to\": [\"b\"]}]",
                "[{\"from\": \"a\", \"to\": \"b\", \"by\": \"c\"}]"
            })
    void transitionsThatAreNoneAreRefusedAtTheirPlace(String transitions) {
        assertThat(result(declaring(transitions)))
                .isInstanceOfSatisfying(
                        PlanResult.Faulty.class,
                        faulty -> assertThat(faulty.faults())
                                .allSatisfy(fault -> assertThat(fault.pointer()).contains("/shadow/transitions")));
    }

    @Test
    void onlyWhatTwoDeclarationsBothAllowMayHappen() {
        ShadowStage any = new ShadowStage(Exposure.ALL, Duration.ofSeconds(1), 1, Optional.empty());
        OutcomeChange one = new OutcomeChange("a", "b");
        OutcomeChange two = new OutcomeChange("b", "c");
        assertThat(any.allowing(List.of())).isEqualTo(any);
        assertThat(any.allowing(List.of(one, two)).allowing(List.of()).transitions())
                .containsExactly(one, two);
        assertThat(any.allowing(List.of(one, two)).allowing(List.of(two)).transitions())
                .containsExactly(two);
        assertThat(any.allowing(List.of(one)).allowing(List.of(two)).most()).contains(Exposure.NONE);
    }

    @Test
    void allOfAPlanIsRead() {
        RolloutPlan plan = plan(WHOLE);
        assertThat(plan.stages())
                .containsExactly(
                        new RolloutStage.Cohort("caller.name == 'app'", Exposure.ALL, Duration.ofMinutes(10), 5),
                        new RolloutStage.Cohort(
                                "caller.name == 'b'", new Exposure(200_000), Duration.ofMinutes(10), 20),
                        new RolloutStage.Share(new Exposure(5_000), Duration.ofMinutes(10), 20),
                        new RolloutStage.Share(new Exposure(500_000), Duration.ofHours(1), 1_000));
        assertThat(plan.holdout()).isEqualTo(new Exposure(10_000));
        assertThat(plan.start()).contains(Instant.parse("2026-12-01T08:00:00Z"));
        assertThat(plan.guardrails().latency()).contains(Duration.ofMillis(5));
        assertThat(plan.guardrails().floors())
                .containsEntry(Harm.FAILED, new Exposure(50_000))
                .containsEntry(Harm.SLOW, new Exposure(200_000));
        assertThat(plan.guardrails().floorUnits()).isEqualTo(50);
        assertThat(plan.shareAt(1)).isEqualTo(Exposure.NONE);
        assertThat(plan.shareAt(3)).isEqualTo(new Exposure(500_000));
        assertThat(plan.cohortsAt(2)).hasSize(2);
    }

    @Test
    void theManifestTakesTheSameForm() {
        byte[] yaml = ("facts: {in: [A], out: [B]}\nrollout: " + WHOLE.replace("\n", "\n  "))
                .getBytes(StandardCharsets.UTF_8);
        ManifestResult read = new ManifestReader().read("r/ruleset.yaml", yaml);
        assertThat(read).isInstanceOf(ManifestResult.Read.class);
        assertThat(((ManifestResult.Read) read).manifest().rollout()).isEqualTo(plan(WHOLE));
    }

    @Test
    void timesOfDayNeedNoQuotesInYaml() {
        byte[] yaml = """
                facts: {in: [A], out: [B]}
                rollout:
                  stages: [{percent: 0.5, soak: 30m, units: 200}]
                  windows:
                    allow: [{days: [Mon, Tue], from: 09:00, to: 16:00}]
                    deny: [{from: 2026-12-20T00:00:00Z, to: 2027-01-06T00:00:00Z}]
                """.getBytes(StandardCharsets.UTF_8);
        assertThat(new ManifestReader().read("r/ruleset.yaml", yaml)).isInstanceOf(ManifestResult.Read.class);
    }

    @Test
    void deniedBeatsAllowed() {
        ChangeWindows windows = plan(WHOLE).windows();
        assertThat(windows.closedAt(Instant.parse("2026-12-07T08:30:00Z"))).isEmpty();
        assertThat(windows.closedAt(Instant.parse("2026-12-07T15:30:00Z")))
                .contains("No window that allows changes is open.");
        assertThat(windows.closedAt(Instant.parse("2026-12-09T09:30:00Z"))).isPresent();
        assertThat(windows.closedAt(Instant.parse("2026-12-21T09:30:00Z"))).contains("Frozen: Holidays");
        assertThat(windows.nextOpening(Instant.parse("2026-12-21T09:30:30Z")))
                .contains(Instant.parse("2027-01-11T08:00:00Z"));
        assertThat(ChangeWindows.ALWAYS.closedAt(Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | /plan | 'stages' is missing",
                "[] | /plan | rollout is a list",
                "{\"stages\": []} | /plan/stages | rollout.stages is empty",
                "{\"stages\": [{\"percent\": 10, \"soak\": \"1m\"}, {\"percent\": 5, \"soak\": \"1m\"}]} | /plan/stages/1 | has to be higher",
                "{\"stages\": [{\"percent\": 101, \"soak\": \"1m\"}]} | /plan/stages/0/percent | at most 100",
                "{\"stages\": [{\"percent\": 1e99, \"soak\": \"1m\"}]} | /plan/stages/0/percent | has to be a number",
                "{\"stages\": [{\"percent\": 1e-9, \"soak\": \"1m\"}]} | /plan/stages/0/percent | number",
                "{\"stages\": [{\"percent\": \"5%\", \"soak\": \"1m\"}]} | /plan/stages/0/percent | has to be a number",
                "{\"stages\": [{\"percent\": null, \"soak\": \"1m\"}]} | /plan/stages/0/percent | is empty",
                "{\"stages\": [{\"percent\": 5, \"soak\": 600}]} | /plan/stages/0/soak | its unit is missing",
                "{\"stages\": [{\"percnt\": 5, \"soak\": \"1m\"}]} | /plan/stages/0 | 'percent' is missing",
                "{\"stages\": [{\"cohort\": \" \", \"soak\": \"1m\"}]} | /plan/stages/0/cohort | 1 to 1000 characters",
                "{\"stages\": [{\"cohort\": 5, \"soak\": \"1m\", \"units\": 0}]} | /plan/stages/0/units | more than 0",
                "{\"stages\": [{\"cohort\": \"a\", \"soak\": \"1m\"}, {\"cohort\": \"a\", \"soak\": \"1m\"}]} | /plan/stages/1 | has this cohort already",
                "{\"stages\": [{\"percent\": 5, \"soak\": \"1m\"}], \"holdout\": 51} | /plan/holdout | at most 50",
                "{\"stages\": [{\"percent\": 5, \"soak\": \"1m\"}], \"start\": \"2026-12-01\"} | /plan/start | a moment with its offset",
                "{\"stages\": [{\"percent\": 5, \"soak\": \"1m\"}], \"a/b\": 1} | /plan/a~1b | unknown key 'a/b'",
                "{\"stages\": [{\"percent\": 5, \"soak\": \"1m\"}], \"windows\": {\"zone\": \"Mars\"}} | /plan/windows/zone | a time zone",
                "{\"stages\": [{\"percent\": 5, \"soak\": \"1m\"}], \"windows\": {\"deny\": [{\"from\": \"x\", \"to\": \"2026-12-01T08:00:00Z\"}]}} | /plan/windows/deny/0/from | a moment",
                "{\"stages\": [{\"percent\": 5, \"soak\": \"1m\"}], \"windows\": {\"deny\": [{\"days\": [\"Mo\"], \"from\": \"09:00\", \"to\": \"10:00\"}]}} | /plan/windows/deny/0/days/0 | is no day",
                "{\"stages\": [{\"percent\": 5, \"soak\": \"1m\"}], \"windows\": {\"allow\": [{\"days\": [\"Mon\"], \"from\": \"19:00\", \"to\": \"10:00\"}]}} | /plan/windows/allow/0/to | ends after it begins",
                "{\"stages\": [{\"percent\": 5, \"soak\": \"1m\"}], \"guardrails\": {\"latncy\": \"5ms\"}} | /plan/guardrails/latncy | did you mean 'latency'?",
                "{\"stages\": [{\"percent\": 5, \"soak\": \"1m\"}], \"guardrails\": {\"floors\": {\"slow\": 5}}} | /plan/guardrails/floors/slow | needs guardrails.latency",
            })
    void aFaultIsNamedWithItsPointer(String json, String pointer, String message) {
        assertThat(result(json)).isInstanceOf(PlanResult.Faulty.class);
        List<PlanResult.Fault> faults = ((PlanResult.Faulty) result(json)).faults();
        assertThat(faults).anySatisfy(each -> {
            assertThat(each.pointer()).isEqualTo(pointer);
            assertThat(each.message()).contains(message);
        });
    }
}
