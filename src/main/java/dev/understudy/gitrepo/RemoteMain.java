package dev.understudy.gitrepo;

import dev.understudy.ruleset.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * The main of a remote, as it was fetched last, beside the main of this node. What this node promoted is written into a
 * ref of its own before main moves, so that a start knows what is still to be pushed. Thread-safe.
 */
final class RemoteMain {
    /** Where fetched branches are kept; clones don't get to see them. */
    static final String FETCHED = "refs/understudy/upstream/";

    /** The last commit that this node moved main to, or was about to. */
    static final String PROMOTED = "refs/understudy/promoted";

    /** The last of those that main there has had: what goes from there again was not lost, somebody took it away. */
    private static final String ARRIVED = "refs/understudy/arrived";

    private static final String MAIN = Constants.R_HEADS + "main";
    private static final String THERE = FETCHED + "main";

    private final Repository git;
    private final PushRecord record;
    private volatile Runnable wake = () -> {};

    RemoteMain(Repository git, PushRecord record) {
        this.git = git;
        this.record = record;
    }

    PushRecord record() {
        return record;
    }

    /** Main here. */
    @Nullable
    ObjectId here() throws IOException {
        return id(MAIN);
    }

    /** Main there, as of the last fetch or push. */
    @Nullable
    ObjectId there() throws IOException {
        return id(THERE);
    }

    private @Nullable ObjectId id(String name) throws IOException {
        Ref ref = git.exactRef(name);
        return ref == null ? null : ref.getObjectId();
    }

    /** Main is about to be promoted to a commit. */
    void promote(CommitId commit) throws IOException {
        set(PROMOTED, ObjectId.fromString(commit.value()));
    }

    /** Has {@code listener} called after each promotion; it has to return at once. */
    void onPromotion(Runnable listener) {
        wake = listener;
    }

    /** Main has been promoted. */
    void promoted() {
        record.promoted();
        wake.run();
    }

    /** The remote has taken main. */
    void arrived(ObjectId commit) throws IOException {
        set(THERE, commit);
        noteArrival();
    }

    /** Takes note when main there has what was promoted last; behind each fetch. */
    void noteArrival() throws IOException {
        ObjectId there = there();
        ObjectId promoted = id(PROMOTED);
        if (there != null && promoted != null && !promoted.equals(id(ARRIVED)) && isIn(promoted, there)) {
            set(ARRIVED, promoted);
        }
    }

    /** Whether this node ever promoted anything. */
    boolean hasPromoted() throws IOException {
        return id(PROMOTED) != null;
    }

    private void set(String name, ObjectId commit) throws IOException {
        RefUpdate update = git.updateRef(name);
        update.setNewObjectId(commit);
        update.disableRefLog();
        RefUpdate.Result result = update.forceUpdate();
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            default -> throw new IOException(name + " could not be moved: " + result);
        }
    }

    /** Whether main here holds something that this node promoted, and that main there never had. */
    boolean isAhead() throws IOException {
        ObjectId here = here();
        ObjectId there = there();
        ObjectId promoted = id(PROMOTED);
        return here != null
                && there != null
                && promoted != null
                && !promoted.equals(id(ARRIVED))
                && isIn(here, promoted)
                && !isIn(here, there);
    }

    /** Whether one commit is another, or in its past. */
    boolean isIn(ObjectId commit, ObjectId head) throws IOException {
        try (RevWalk walk = new RevWalk(git)) {
            return walk.isMergedInto(walk.parseCommit(commit), walk.parseCommit(head));
        }
    }

    Promotion of(CommitId commit) {
        try {
            ObjectId id = ObjectId.fromString(commit.value());
            ObjectId here = here();
            ObjectId there = there();
            ObjectId promoted = id(PROMOTED);
            if (!git.getObjectDatabase().has(id)) {
                return Promotion.UNKNOWN;
            }
            if (there != null && isIn(id, there)) {
                return Promotion.ARRIVED;
            }
            if (here != null && isIn(id, here)) {
                return Promotion.PENDING;
            }
            return promoted != null && isIn(id, promoted) ? Promotion.DROPPED : Promotion.UNKNOWN;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<PendingPush> pending() {
        return record.pending();
    }
}
