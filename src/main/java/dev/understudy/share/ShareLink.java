package dev.understudy.share;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A share link as the database has it.
 *
 * @param id of version 7
 * @param shown what it shows
 * @param bind who alone may use it
 * @param boundHash SHA-256 of what the first browser was given; null before, and for other binds
 * @param count how often it was used, and may be
 * @param made by whom, and for how long
 * @param revoked null when it was not
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record ShareLink(
        UUID id,
        Shown shown,
        Bind bind,
        byte @Nullable [] boundHash,
        Count count,
        Made made,
        @Nullable Revoked revoked) {
    /** Begins the name of a caller who has nothing but a link. */
    static final String CALLER = "share:";

    /**
     * What it shows.
     *
     * @param branch whose rules
     * @param commit a commit of its past; null for its head
     * @param ruleset the ruleset that it may be used for; null when it shows decisions
     * @param decisions the decisions that it shows; empty when it is for a ruleset
     */
    record Shown(
            BranchName branch,
            @Nullable CommitId commit,
            @Nullable String ruleset,
            List<UUID> decisions) {
        /** {@code feature/x} or {@code feature/x@<commit>}. */
        String text() {
            return commit == null ? branch.value() : branch.value() + "@" + commit.value();
        }
    }

    /** How often it was used; {@code most} is null when it may be used as often as anybody likes. */
    record Count(int uses, @Nullable Integer most) {
        boolean isUp() {
            return most != null && uses >= most;
        }
    }

    /** By whom and when it was made, and when it ends. */
    record Made(String by, Instant at, Instant expiresAt) {}

    /** By whom and why it was ended before its time. */
    record Revoked(Instant at, String by, Ending why) {}

    /** What an audit record calls it. */
    String subject() {
        return "share-link:" + id;
    }

    /** What is said of one that nobody knows, or that somebody may not see. It quotes nothing: it could be a token. */
    static ProblemException unknown() {
        return new ProblemException(
                ProblemType.UNKNOWN_SHARE_LINK, "There is no share link of that id that you may see; ids are UUIDs.");
    }
}
