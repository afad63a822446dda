package dev.understudy.delivery;

import dev.understudy.audit.AuditAction;
import dev.understudy.delivery.RolloutRow.Course;
import dev.understudy.delivery.Stepping.Step;
import dev.understudy.replay.compare.ReplayReport;
import dev.understudy.rollout.guardrail.BlastRadius;
import dev.understudy.rollout.guardrail.ShadowJudge;
import dev.understudy.rollout.guardrail.Verdict;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.OutcomeChange;
import dev.understudy.ruleset.ShadowStage;
import dev.understudy.shadow.ShadowFigures;
import dev.understudy.shadow.Shadows;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What comes before the first stage of a rollout: the candidate decides beside the baseline, and nobody is told. */
@Singleton
class BeforeStages {
    private static final int MOST_KINDS = 5;

    private final Shadows shadows;

    BeforeStages(Shadows shadows) {
        this.shadows = shadows;
    }

    /** A rollout that begins: in the shadow if its plan has one, else with its first stage. */
    RolloutRow begin(RolloutRow row, Instant now) {
        Optional<ShadowStage> shadow = row.plan().shadow();
        if (shadow.isEmpty()) {
            return row.on(row.course().as(RolloutState.RUNNING, null).until(now, Duration.ZERO))
                    .started(now);
        }
        shadows.begin(new Shadows.Order(
                row.id(),
                row.ruleset(),
                new Shadows.Rules(row.sides().candidate(), row.sides().candidateTree()),
                new Shadows.Rules(row.sides().baseline(), row.sides().baselineTree()),
                row.draws().unitKind(),
                row.draws().key(),
                shadow.get().exposure(),
                declared(shadow.get()),
                row.change().by()));
        return row.on(row.course().shadow().until(now, Duration.ZERO)).started(now);
    }

    private static @Nullable Double declared(ShadowStage shadow) {
        return shadow.most().map(Exposure::share).map(each -> each * 100).orElse(null);
    }

    /** Looks at one that is in the shadow; {@code now} is the database's. */
    Step look(RolloutRow before, Instant now) {
        ShadowStage shadow = before.plan().shadow().orElseThrow();
        long undeclared = shadow.transitions().isEmpty() ? 0 : undeclared(shadow, shadows.report(before.id()));
        return step(before, now, shadows.figures(before.id()), undeclared);
    }

    /** What there was no room for in the report is none of those declared: these are no more than fit into it. */
    static long undeclared(ShadowStage shadow, ReplayReport report) {
        return report.kinds().stream()
                .filter(each -> !shadow.allows(change(each)))
                .mapToLong(ReplayReport.KindOfChange::count)
                .sum();
    }

    private static OutcomeChange change(ReplayReport.KindOfChange kind) {
        return new OutcomeChange(kind.from(), kind.to());
    }

    /** A function of what it is given; {@code undeclared} decisions change otherwise than they may. */
    static Step step(RolloutRow before, Instant now, ShadowFigures seen, long undeclared) {
        ShadowStage shadow = before.plan().shadow().orElseThrow();
        RolloutRow row = before.on(Stepping.ticked(before.course(), now).shadowed(seen.telling()));
        Verdict verdict = ShadowJudge.judge(
                shadow,
                new ShadowJudge.Seen(seen.telling(), seen.failed(), seen.against(declared(shadow)), undeclared),
                row.course().ran());
        row = row.on(row.course().judged(Stepping.json(verdict)));
        Map<String, Object> numbers = new LinkedHashMap<>(verdict.fields());
        numbers.put("shadow", counts(seen));
        if (verdict.act() == Verdict.Act.ROLL_BACK) {
            return new Step(
                    Stepping.rolledBack(row, Stepping.sentence(verdict), now),
                    AuditAction.ROLLOUT_ROLLED_BACK,
                    numbers);
        }
        return switch (row.state()) {
            case HELD ->
                verdict.isAlarm()
                        ? Step.none(row)
                        : new Step(
                                row.on(row.course().as(RolloutState.SHADOWING, null)),
                                AuditAction.ROLLOUT_RESUMED,
                                numbers);
            case SHADOWING -> goOn(row, verdict, numbers, now);
            case QUEUED, RUNNING, PAUSED, PROMOTING, PROMOTED, ROLLED_BACK -> Step.none(row);
        };
    }

    private static Step goOn(RolloutRow row, Verdict verdict, Map<String, Object> numbers, Instant now) {
        Course course = row.course();
        if (verdict.isAlarm()) {
            Course held = course.as(RolloutState.HELD, Stepping.sentence(verdict));
            return new Step(row.on(held), AuditAction.ROLLOUT_HELD, numbers);
        }
        if (verdict.act() != Verdict.Act.PROCEED) {
            return Step.none(row.on(course.as(RolloutState.SHADOWING, null)));
        }
        Optional<String> closed = row.plan().windows().closedAt(now);
        if (closed.isPresent()) {
            return Step.none(row.on(course.as(RolloutState.SHADOWING, closed.get())));
        }
        // Nobody was exposed before.
        return new Step(row.on(course.at(0)).started(now), AuditAction.ROLLOUT_STARTED, numbers);
    }

    private static Map<String, Object> counts(ShadowFigures seen) {
        return Map.of(
                "seen", seen.seen(),
                "shadowed", seen.shadowed(),
                "dropped", seen.dropped(),
                "same", seen.same(),
                "changed", seen.changed(),
                "failed", seen.failed(),
                "late", seen.late());
    }

    /** Adds what a shadow has shown, for the author of the change; without facts and outcomes of single decisions. */
    void evidence(RolloutRow row, StringBuilder text) {
        Optional<ShadowStage> shadow = row.plan().shadow();
        if (shadow.isEmpty() || !row.state().hasBegun()) {
            return;
        }
        ShadowFigures seen = shadows.figures(row.id());
        text.append(String.format(
                Locale.ROOT,
                "- shadow: of %d decisions %d changed, and the candidate failed on %d",
                seen.telling(),
                seen.changed(),
                seen.failed()));
        Optional<BlastRadius> radius = seen.against(declared(shadow.get()));
        radius.ifPresent(each -> text.append(
                String.format(Locale.ROOT, "; declared: at most %s %%, E = %.3g", percent(shadow.get()), each.e())));
        text.append('\n');
        ReplayReport report = shadows.report(row.id());
        // What was not declared comes first.
        report.kinds().stream()
                .sorted(Comparator.comparing(each -> shadow.get().allows(change(each))))
                .limit(MOST_KINDS)
                .forEach(each -> text.append("- shadow: ")
                        .append(each.count())
                        .append(" times ")
                        .append(each.from())
                        .append(" became ")
                        .append(each.to())
                        .append(shadow.get().allows(change(each)) ? "" : " (not declared)")
                        .append('\n'));
        report.reasons().stream()
                .limit(MOST_KINDS)
                .forEach(each -> text.append("- shadow: ")
                        .append(each.count())
                        .append(" times ")
                        .append(each.cause().toLowerCase(Locale.ROOT))
                        .append(each.subject().isEmpty() ? "" : " (" + each.subject() + ")")
                        .append('\n'));
    }

    private static String percent(ShadowStage shadow) {
        return shadow.most().map(Exposure::percent).orElse("");
    }
}
