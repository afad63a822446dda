package dev.understudy.decisionlog;

import dev.understudy.ruleset.Decision;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is kept, for ever as it was made.
 *
 * @param id a UUID of version 7; its millisecond is the moment of the decision
 * @param rules by which rules, and how they were chosen
 * @param caller the account that asked
 * @param routingKey what {@code routingKey} of {@code ruleset.yaml} found in the facts; null when nothing
 * @param body the call's body as it was sent, UTF-8 of JSON, but with each sensitive value sealed: {@code
 *     {"$sealed":"<key id>:<base64url>"}} stands in its place
 * @param outcome the outcome's bytes as they were answered, sealed likewise
 * @param firedRules each rule that fired with how often, in the order of its first firing
 * @param use what it took
 * @param keepDays how long its ruleset wanted it to be kept when it was made, in days
 * @param assignment JSON of why it was on its side of a rollout; null when it was not drawn
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, compared by nobody.
public record LoggedDecision(
        UUID id,
        Rules rules,
        String caller,
        @Nullable String routingKey,
        byte[] body,
        byte[] outcome,
        List<Decision.FiredRule> firedRules,
        Use use,
        int keepDays,
        @Nullable String assignment) {
    /** One that was not drawn. */
    public LoggedDecision(
            UUID id,
            Rules rules,
            String caller,
            @Nullable String routingKey,
            byte[] body,
            byte[] outcome,
            List<Decision.FiredRule> firedRules,
            Use use,
            int keepDays) {
        this(id, rules, caller, routingKey, body, outcome, firedRules, use, keepDays, null);
    }

    /**
     * By which rules.
     *
     * @param ruleset its name
     * @param branch its name
     * @param commit 40 hexadecimal digits
     * @param selectedBy what chose the branch, as the answer names it
     * @param effective whether it counted; decisions of drafts don't
     * @param rolloutSide {@code baseline} or {@code candidate} while a rollout runs; null otherwise
     * @param engine the versions of what decided
     */
    public record Rules(
            String ruleset,
            String branch,
            String commit,
            String selectedBy,
            boolean effective,
            @Nullable String rolloutSide,
            String engine) {}

    /**
     * What it took.
     *
     * @param steps steps of rule code
     * @param firings rules fired
     * @param nanos time of the engine
     */
    public record Use(long steps, int firings, long nanos) {}

    /** The moment of the decision, to the millisecond: the first 48 bits of its id. */
    public Instant decidedAt() {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
