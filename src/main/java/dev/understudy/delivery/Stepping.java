package dev.understudy.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.audit.AuditAction;
import dev.understudy.delivery.RolloutRow.Course;
import dev.understudy.rollout.guardrail.Judge;
import dev.understudy.rollout.guardrail.Progress;
import dev.understudy.rollout.guardrail.Verdict;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a rollout as time passes and units are seen. A function of what it is given. */
final class Stepping {
    /** A longer gap was no running: no node looked. */
    static final Duration LONGEST_TICK = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private Stepping() {}

    /**
     * What came of one look.
     *
     * @param row as it is then
     * @param action what was done; null when nothing was
     * @param numbers what it was done for
     */
    record Step(RolloutRow row, @Nullable AuditAction action, Map<String, Object> numbers) {
        static Step none(RolloutRow row) {
            return new Step(row, null, Map.of());
        }
    }

    /** Looks at one that is live; {@code now} is the database's, so that clocks of nodes may differ. */
    static Step look(RolloutRow before, Instant now) {
        if (before.state() == RolloutState.PROMOTING) {
            return Step.none(before);
        }
        RolloutRow row = before.on(ticked(before.course(), now));
        RolloutPlan plan = row.plan();
        RolloutStage stage = plan.stages().get(row.course().stage());
        Verdict verdict = new Judge(plan.guardrails())
                .judge(
                        row.course().ledger(),
                        stage,
                        new Progress(row.course().units(), row.course().ran()));
        row = row.on(row.course().judged(json(verdict)));
        Map<String, Object> numbers = verdict.fields();
        if (verdict.act() == Verdict.Act.ROLL_BACK) {
            return new Step(rolledBack(row, sentence(verdict), now), AuditAction.ROLLOUT_ROLLED_BACK, numbers);
        }
        return switch (row.state()) {
            case HELD -> held(row, verdict, numbers);
            case RUNNING -> running(row, verdict, numbers, now);
            case QUEUED, SHADOWING, PAUSED, PROMOTING, PROMOTED, ROLLED_BACK -> Step.none(row);
        };
    }

    static Course ticked(Course course, Instant now) {
        Duration since = Duration.between(course.tickedAt(), now);
        boolean counts = course.state() == course.going() && since.isPositive();
        Duration more = counts ? (since.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : since) : Duration.ZERO;
        return course.until(now, more);
    }

    private static Step held(RolloutRow row, Verdict verdict, Map<String, Object> numbers) {
        return verdict.isAlarm()
                ? Step.none(row)
                : new Step(row.on(row.course().as(RolloutState.RUNNING, null)), AuditAction.ROLLOUT_RESUMED, numbers);
    }

    private static Step running(RolloutRow row, Verdict verdict, Map<String, Object> numbers, Instant now) {
        if (verdict.isAlarm()) {
            Course held = row.course().as(RolloutState.HELD, sentence(verdict));
            return new Step(row.on(held), AuditAction.ROLLOUT_HELD, numbers);
        }
        if (verdict.act() != Verdict.Act.PROCEED) {
            return Step.none(row.on(row.course().as(RolloutState.RUNNING, null)));
        }
        Optional<String> closed = row.plan().windows().closedAt(now);
        return closed.isPresent()
                ? Step.none(row.on(row.course().as(RolloutState.RUNNING, closed.get())))
                : advance(row, numbers);
    }

    /** To the next stage; behind the last one is main. */
    static Step advance(RolloutRow row, Map<String, Object> numbers) {
        int next = row.course().stage() + 1;
        return next < row.plan().stages().size()
                ? new Step(row.on(row.course().at(next)), AuditAction.ROLLOUT_ADVANCED, numbers)
                : new Step(
                        row.on(row.course().as(RolloutState.PROMOTING, null)), AuditAction.ROLLOUT_PROMOTING, numbers);
    }

    static RolloutRow rolledBack(RolloutRow row, String why, Instant now) {
        return row.on(row.course().as(RolloutState.ROLLED_BACK, why)).ended(now);
    }

    static String sentence(Verdict verdict) {
        Verdict.Finding cause = verdict.findings().stream()
                .filter(Verdict.Finding::isAlarm)
                .findFirst()
                .orElse(verdict.cause());
        String subject = cause.subject().isEmpty() ? "" : " (" + cause.subject() + ")";
        return switch (cause.gate()) {
            case FAST_TRIP -> "The candidate failed on facts which the baseline decides.";
            case HARM, SINGLE_HARM ->
                "Units go wrong" + subject + " on the candidate more often than by chance: E = " + round(cause.value())
                        + ", bound " + round(cause.bound()) + ".";
            case FLOOR -> "Of the candidate's units " + round(cause.value() * 100) + " % went wrong" + subject + ".";
            case ALLOCATION -> "Units are not on the sides that they should be on: E = " + round(cause.value()) + ".";
            case BLAST_RADIUS ->
                "More decisions change than were declared: E = " + round(cause.value()) + ", bound "
                        + round(cause.bound()) + ".";
            case TRANSITIONS ->
                "Decisions change in a way that was not declared (" + (long) cause.value()
                        + " so far); the shadow shows from what to what.";
            case SOAK, UNITS, DECISIONS -> "The stage is not over.";
        };
    }

    private static String round(double value) {
        return Double.isFinite(value) ? Double.toString(Math.round(value * 10) / 10.0) : "more than can be counted";
    }

    static String json(Verdict verdict) {
        try {
            return JSON.writeValueAsString(verdict.fields());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers are JSON.", e);
        }
    }
}
