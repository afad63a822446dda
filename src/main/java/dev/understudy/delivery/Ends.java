package dev.understudy.delivery;

import dev.understudy.audit.AuditAction;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.GuardrailSettings.Harm;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What follows when a rollout ends, in the transaction that ends it. */
@Singleton
class Ends {
    private final RolloutAudit audit;
    private final FeedbackStore feedback;
    private final RolloutOutcome outcome;
    private final BeforeStages shadows;

    Ends(RolloutAudit audit, FeedbackStore feedback, RolloutOutcome outcome, BeforeStages shadows) {
        this.audit = audit;
        this.feedback = feedback;
        this.outcome = outcome;
        this.shadows = shadows;
    }

    void rolledBack(Connection connection, String by, RolloutRow before, RolloutRow after, Map<String, ?> numbers)
            throws SQLException {
        Long request = after.change().request();
        if (request != null) {
            outcome.rolledBack(request, by, evidence(connection, before, after));
        }
        audit.record(by, AuditAction.ROLLOUT_ROLLED_BACK, before, after, numbers);
        AttemptStep.ROLLBACK_RECORDED.reached();
    }

    void promoted(String by, RolloutRow before, RolloutRow after) {
        Long request = after.change().request();
        CommitId main = Objects.requireNonNull(after.promoted());
        if (request != null) {
            outcome.promoted(request, main, after.change().by());
        }
        audit.record(by, AuditAction.ROLLOUT_PROMOTED, before, after, Map.of("main", main.value()));
    }

    private String evidence(Connection connection, RolloutRow before, RolloutRow after) throws SQLException {
        StringBuilder text = new StringBuilder(400)
                .append(
                        before.course().isShadow()
                                ? "Rolled back in the shadow before the first"
                                : "Rolled back in stage " + (before.course().stage() + 1))
                .append(" of ")
                .append(before.plan().stages().size())
                .append(before.course().isShadow() ? " stages" : "")
                .append(": ")
                .append(after.course().reason())
                .append("\n\n");
        shadows.evidence(before, text);
        for (Harm each : Harm.values()) {
            var seen = after.course().ledger().of(each);
            if (seen.units() > 0) {
                text.append("- ")
                        .append(each.name().toLowerCase(Locale.ROOT))
                        .append(": ")
                        .append(seen.candidate())
                        .append(" units of the candidate, ")
                        .append(seen.baseline())
                        .append(" of the baseline, E = ")
                        .append(String.format(Locale.ROOT, "%.3g", seen.e()))
                        .append('\n');
            }
        }
        for (String reason : feedback.reasons(connection, after.id())) {
            text.append("- reported: ").append(reason).append('\n');
        }
        return text.append("\nRollout ").append(after.id()).append(".\n").toString();
    }
}
