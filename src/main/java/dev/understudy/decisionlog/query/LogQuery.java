package dev.understudy.decisionlog.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the decision log. Each filter that is given narrows it; null or empty narrows nothing.
 *
 * @param ruleset its name
 * @param branch its name
 * @param commit 40 hexadecimal digits
 * @param from decided at that moment or later
 * @param to decided before that moment
 * @param effective whether it counted; when neither this nor a branch is named, only what counted
 * @param rolloutSide {@code baseline} or {@code candidate}
 * @param tags all of them, as the column {@code tags} has them: {@code rule:Short haul}
 * @param routingKey the whole of it
 * @param orRoutingKey what stands in the log for the same key where it is sensitive; null for who may not look for it
 * @param caller the account that asked
 * @param lineage reads as the branch sees it: its own decisions where it has its own rules, else those of production
 */
public record LogQuery(
        @Nullable String ruleset,
        @Nullable String branch,
        @Nullable String commit,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Boolean effective,
        @Nullable String rolloutSide,
        List<String> tags,
        @Nullable String routingKey,
        @Nullable String orRoutingKey,
        @Nullable String caller,
        @Nullable Lineage lineage) {
    /** Keeps its own copy of the list. */
    public LogQuery {
        tags = List.copyOf(tags);
    }

    /** The same as that branch sees it. */
    public LogQuery seenBy(Lineage through) {
        return with(orRoutingKey, through);
    }

    /** The same, and its key is looked for under this pseudonym too. */
    LogQuery orUnder(String pseudonym) {
        return with(pseudonym, lineage);
    }

    private LogQuery with(@Nullable String otherKey, @Nullable Lineage through) {
        return new LogQuery(
                ruleset, branch, commit, from, to, effective, rolloutSide, tags, routingKey, otherKey, caller, through);
    }

    /** Whether the caller said itself which lineage it wants. */
    boolean namesLineage() {
        return branch != null || effective != null;
    }

    /** What tells this query from every other: no value holds the character that stands between them. */
    String canonical() {
        List<String> parts = new ArrayList<>();
        for (@Nullable
        Object each : new @Nullable Object[] {
            ruleset,
            branch,
            commit,
            from,
            to,
            effective,
            rolloutSide,
            routingKey,
            orRoutingKey,
            caller,
            lineage == null ? null : lineage.branch()
        }) {
            parts.add(each == null ? "" : "=" + each);
        }
        parts.addAll(tags);
        return String.join("\u0000", parts);
    }

    /** Conditions of which a row has to meet one; none when nothing can meet them. */
    List<Criteria> alternatives() {
        List<Criteria> all = new ArrayList<>(alternatives(routingKey));
        if (orRoutingKey != null) {
            all.addAll(alternatives(orRoutingKey));
        }
        return all;
    }

    private List<Criteria> alternatives(@Nullable String key) {
        if (lineage == null) {
            Criteria only = common(key);
            if (branch != null) {
                only.and("branch = ?", branch);
            }
            if (effective != null || branch == null) {
                only.and(effective == null || effective ? "effective" : "not effective");
            }
            return List.of(ruleset == null ? only : only.and("ruleset = ?", ruleset));
        }
        List<Criteria> both = new ArrayList<>(2);
        if (ruleset != null) {
            Criteria one = common(key).and("ruleset = ?", ruleset);
            both.add(
                    lineage.own().contains(ruleset)
                            ? one.and("branch = ?", lineage.branch().value())
                            : one.and("effective"));
            return both;
        }
        if (!lineage.own().isEmpty()) {
            both.add(common(key).and("branch = ?", lineage.branch().value()).and("ruleset = any (?)", lineage.own()));
        }
        if (!lineage.shared().isEmpty()) {
            both.add(common(key).and("effective").and("ruleset = any (?)", lineage.shared()));
        }
        return both;
    }

    private Criteria common(@Nullable String key) {
        Criteria all = new Criteria();
        if (commit != null) {
            all.and("commit_id = ?", commit);
        }
        if (rolloutSide != null) {
            all.and("rollout_side = ?", rolloutSide);
        }
        if (key != null) {
            all.and("routing_key = ?", key);
        }
        if (caller != null) {
            all.and("caller = ?", caller);
        }
        if (!tags.isEmpty()) {
            all.and("tags @> ?", tags);
        }
        return all;
    }
}
