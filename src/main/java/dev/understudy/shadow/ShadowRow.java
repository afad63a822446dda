package dev.understudy.shadow;

import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.TreeId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shadow as it is kept.
 *
 * @param id its id; that of its rollout if it has one
 * @param ruleset the name of the ruleset
 * @param sides what decides, and what does so unheard
 * @param draws whose decisions are shadowed
 * @param bounds what ends it
 * @param course what became of it
 */
record ShadowRow(UUID id, String ruleset, Sides sides, Draws draws, Bounds bounds, Course course) {
    /** Commits, and git's trees of the ruleset's folder in them; the branch is null for a rollout's. */
    record Sides(@Nullable String branch, CommitId commit, TreeId tree, CommitId baseline, TreeId baselineTree) {}

    /** The routing key, the key of the draw, and the share. */
    record Draws(String unitKind, RolloutKey key, Exposure share) {}

    /** The declared percentage, how many decisions are enough, and the moment; null for none. */
    record Bounds(
            @Nullable Double declared,
            @Nullable Long decisions,
            @Nullable Instant endsAt) {
        static final Bounds NONE = new Bounds(null, null, null);
    }

    /** Whether it runs and whose it is, why it ended, and when it was what. */
    record Course(
            boolean running,
            boolean ofRollout,
            @Nullable String reason,
            String by,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    /** As the audit log names it. */
    String subject() {
        return "shadow:" + id;
    }
}
