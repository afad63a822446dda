package dev.understudy.decision;

import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Explanation;
import dev.understudy.ruleset.Facts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decision that was made, and is not kept yet.
 *
 * @param rules which rules decided; null for nothing
 * @param read the facts, as these rules read them; null for nothing
 * @param decision what they decided; null when it has to be decided elsewhere
 * @param explanation when that was asked for
 * @param side {@code baseline} or {@code candidate}; null when it was not drawn
 * @param assignment JSON of why it was on that side; null when it was not drawn
 */
record Made(
        @Nullable Resolved rules,
        @Nullable Facts read,
        @Nullable Decision decision,
        @Nullable Explanation explanation,
        @Nullable String side,
        @Nullable String assignment) {
    /** It has to be decided elsewhere. */
    static final Made NOTHING = new Made(null, null, null, null, null, null);

    static Made plain(Resolved by, Facts facts, Decision decision) {
        return new Made(by, facts, decision, null, null, null);
    }

    static Made explained(Resolved by, Facts facts, Explanation explanation) {
        return new Made(by, facts, explanation.decision(), explanation, null, null);
    }

    Made drawn(String onSide, String why) {
        return new Made(rules, read, decision, explanation, onSide, why);
    }

    Resolved by() {
        return Objects.requireNonNull(rules);
    }

    Facts facts() {
        return Objects.requireNonNull(read);
    }

    Decision madeDecision() {
        return Objects.requireNonNull(decision);
    }
}
