package dev.understudy.gitrepo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;

/**
 * Moves refs, and tries again while another one holds their locks: JGit packs refs beside the rest of the work when many
 * loose objects are there, and a move that meets it fails as if somebody else had moved the ref. Git's own programs try
 * again, too; JGit does not.
 */
final class RefMoves {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Repository git;
    private final PersonIdent actor;
    private final boolean atomic;

    /**
     * Moves of one push.
     *
     * @param actor who moves them, for the reflog
     * @param atomic whether all of them move or none
     */
    RefMoves(Repository git, PersonIdent actor, boolean atomic) {
        this.git = git;
        this.actor = actor;
        this.atomic = atomic;
    }

    /**
     * Carries out moves of this service's own, outside of any push.
     *
     * @throws IOException also when one of them is not done
     */
    static void ofOurs(Repository git, List<ReceiveCommand> commands) throws IOException {
        if (commands.isEmpty()) {
            return;
        }
        try (RevWalk walk = new RevWalk(git)) {
            new RefMoves(git, Seeding.author(), false).run(commands, walk);
        }
        for (ReceiveCommand command : commands) {
            if (command.getResult() != ReceiveCommand.Result.OK) {
                throw new IOException(command.getRefName() + " could not be moved: " + command.getResult());
            }
        }
    }

    /** Carries the commands out; each has its result then. {@code LOCK_FAILURE} is left to what another one moved. */
    void run(List<ReceiveCommand> commands, RevWalk walk) throws IOException {
        long start = System.nanoTime();
        run(commands, walk, () -> {
            LockSupport.parkNanos(PAUSE_NANOS);
            return System.nanoTime() - start < PATIENCE_NANOS
                    && !Thread.currentThread().isInterrupted();
        });
    }

    /** The same; {@code again} waits and says whether to try again. */
    void run(List<ReceiveCommand> commands, RevWalk walk, BooleanSupplier again) throws IOException {
        List<ReceiveCommand> open = commands;
        while (!open.isEmpty()) {
            once(open, walk);
            open = locked(open);
            if (!open.isEmpty() && !again.getAsBoolean()) {
                return;
            }
            open.forEach(command -> command.setResult(ReceiveCommand.Result.NOT_ATTEMPTED));
        }
    }

    private void once(List<ReceiveCommand> open, RevWalk walk) throws IOException {
        BatchRefUpdate batch = git.getRefDatabase().newBatchUpdate();
        batch.setAllowNonFastForwards(true)
                .setAtomic(atomic)
                .setRefLogIdent(actor)
                .setRefLogMessage("push", true)
                .addCommand(open)
                .execute(walk, NullProgressMonitor.INSTANCE);
    }

    /** Those that only a lock kept from moving; of an atomic batch all, or none when another one moved a ref. */
    private List<ReceiveCommand> locked(List<ReceiveCommand> commands) throws IOException {
        boolean any = false;
        boolean moved = false;
        for (ReceiveCommand command : commands) {
            boolean failed = isLocked(command);
            any |= failed;
            moved |= failed && !isWhereItWas(command);
        }
        if (!any || atomic && moved) {
            return List.of();
        }
        if (atomic) {
            return commands;
        }
        List<ReceiveCommand> again = new ArrayList<>();
        for (ReceiveCommand command : commands) {
            if (isLocked(command) && isWhereItWas(command)) {
                again.add(command);
            }
        }
        return again;
    }

    private static boolean isLocked(ReceiveCommand command) {
        return command.getResult() == ReceiveCommand.Result.LOCK_FAILURE;
    }

    private boolean isWhereItWas(ReceiveCommand command) throws IOException {
        Ref ref = git.exactRef(command.getRefName());
        ObjectId now = ref == null ? ObjectId.zeroId() : ref.getObjectId();
        return command.getOldId().equals(now);
    }
}
