package dev.understudy.gitrepo;

import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Moves in a bare repository, under the lock that pushes take. */
final class GitBranchMoves implements BranchMoves {
    private static final Logger LOG = Logger.getLogger(GitBranchMoves.class);

    private final Repository git;
    private final PushPorts ports;
    private final Optional<String> upstream;
    private final @Nullable RemoteMain remote;

    /**
     * Moves here.
     *
     * @param remote of a copy; null when the repository is hosted here
     */
    GitBranchMoves(Repository git, PushPorts ports, Optional<String> upstream, @Nullable RemoteMain remote) {
        this.git = git;
        this.ports = ports;
        this.upstream = upstream;
        this.remote = remote;
    }

    @Override
    public Optional<String> upstream() {
        return upstream;
    }

    @Override
    public Promotion promotion(CommitId commit) {
        if (remote != null) {
            return remote.of(commit);
        }
        try {
            Optional<CommitId> main = head(BranchName.MAIN);
            boolean there = main.isPresent() && new Reachability(git).isInPastOf(main.get(), commit);
            if (there) {
                return Promotion.ARRIVED;
            }
            boolean known = git.getObjectDatabase().has(ObjectId.fromString(commit.value()));
            return known ? Promotion.DROPPED : Promotion.UNKNOWN;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<PendingPush> pendingPush() {
        return remote == null ? Optional.empty() : remote.pending();
    }

    @Override
    public Optional<BranchUpdate> move(Move move) {
        if (remote != null && !move.branch().isMain()) {
            throw new IllegalStateException("The branches of a copy are moved by fetching, but for main.");
        }
        ports.moves().lock();
        try {
            for (Map.Entry<BranchName, CommitId> each : move.still().entrySet()) {
                Optional<BranchUpdate> between = between(each.getKey(), each.getValue());
                if (between.isPresent()) {
                    return between;
                }
            }
            if (remote != null) {
                remote.promote(move.to());
                PushStep.PROMISED.reached();
            }
            if (!set(move)) {
                return Optional.of(new BranchUpdate(move.branch(), Optional.of(move.from()), head(move.branch())));
            }
            BranchUpdate update = new BranchUpdate(move.branch(), Optional.of(move.from()), Optional.of(move.to()));
            LOG.infof("Moved %s: %s", update, move.reason());
            tell(update);
            if (remote != null) {
                remote.promoted();
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ports.moves().unlock();
        }
    }

    private void tell(BranchUpdate update) {
        try {
            ports.listener().moved(List.of(update));
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s has moved, but could not be made live", update);
        }
    }

    private Optional<BranchUpdate> between(BranchName branch, CommitId expected) throws IOException {
        Optional<CommitId> now = head(branch);
        return now.equals(Optional.of(expected))
                ? Optional.empty()
                : Optional.of(new BranchUpdate(branch, Optional.of(expected), now));
    }

    private Optional<CommitId> head(BranchName branch) throws IOException {
        return Optional.ofNullable(git.exactRef(Constants.R_HEADS + branch.value()))
                .map(Ref::getObjectId)
                .map(id -> new CommitId(id.name()));
    }

    private boolean set(Move move) throws IOException {
        ReceiveCommand command = new ReceiveCommand(
                ObjectId.fromString(move.from().value()),
                ObjectId.fromString(move.to().value()),
                Constants.R_HEADS + move.branch().value());
        try (RevWalk walk = new RevWalk(git)) {
            new RefMoves(git, Seeding.author(), true).run(List.of(command), walk);
        }
        if (command.getResult() == ReceiveCommand.Result.OK) {
            return true;
        }
        if (between(move.branch(), move.from()).isEmpty()) {
            throw new IOException(move.branch() + " could not be moved: " + command.getResult());
        }
        return false;
    }
}
