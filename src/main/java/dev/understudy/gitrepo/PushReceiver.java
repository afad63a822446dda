package dev.understudy.gitrepo;

import dev.understudy.identity.Caller;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UnpackErrorHandler;
import org.jboss.logging.Logger;

/**
 * One push, from its first byte to what the pusher is told. Objects are taken first, then the rules of this service
 * and the gate are asked, then branches move, and then the listeners hear of it; only then the push is answered.
 */
final class PushReceiver extends ReceivePack {
    private static final Logger LOG = Logger.getLogger(PushReceiver.class);
    private static final String MAIN_REFUSED = "nothing of this push was taken, since main was refused.";
    private static final String GATE_FAILED =
            "the rules could not be checked, so nothing was taken; try again, and tell your operator if it stays so.";

    private final PushPorts ports;
    private final PushRules rules;
    private final Caller caller;
    private final InputStream body;

    PushReceiver(Repository git, PushPorts ports, Caller caller, InputStream body) {
        super(git);
        this.ports = ports;
        this.caller = caller;
        this.body = body;
        this.rules = new PushRules(git, caller);
        setBiDirectionalPipe(false);
        setAllowNonFastForwards(true);
        setCheckReferencedObjectsAreReachable(true);
        setMaxPackSizeLimit(ports.maxPushBytes());
        setMaxObjectSizeLimit(ports.maxPushBytes());
        setRefLogIdent(new PersonIdent(caller.name(), caller.name() + "@understudy"));
        setPreReceiveHook((_, _) -> review());
        UnpackErrorHandler report = getUnpackErrorHandler();
        setUnpackErrorHandler(cause -> {
            Drain.rest(this.body);
            report.handleUnpackException(new IOException(unpackSentence(cause), cause));
        });
    }

    private String unpackSentence(Throwable cause) {
        if (cause instanceof TooLargePackException
                || cause instanceof TooLargeObjectInPackException
                || cause instanceof LargeObjectException) {
            return "this push has more than " + ports.maxPushSize()
                    + ", which is the most that is taken at once. Nothing"
                    + " was changed; leave large files out, or push in smaller steps.";
        }
        return OneLine.of("the push could not be stored, and nothing was changed: " + cause.getMessage());
    }

    private void review() {
        List<ReceiveCommand> commands = getAllCommands();
        try {
            rules.refuse(commands, getRevWalk());
            if (!mainRefused(commands)) {
                askGate(commands);
            }
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "A push of '%s' could not be checked", caller.name());
            refuseOpen(commands, GATE_FAILED);
        }
        if (mainRefused(commands)) {
            refuseOpen(commands, MAIN_REFUSED);
        }
        if (commands.stream().anyMatch(PushReceiver::isMain)) {
            setAtomic(true);
        }
    }

    private void askGate(List<ReceiveCommand> commands) {
        List<BranchUpdate> updates = updates(commands, ReceiveCommand.Result.NOT_ATTEMPTED);
        if (updates.isEmpty()) {
            return;
        }
        PushVerdict verdict = ports.gate().check(updates, caller, this::print);
        for (ReceiveCommand command : commands) {
            if (PushRules.isOpen(command)) {
                String refusal = verdict.refusals().get(PushRules.branch(command));
                if (refusal != null) {
                    PushRules.refuse(command, refusal);
                }
            }
        }
    }

    private void print(String line) {
        sendMessage(OneLine.of(line));
        try {
            getMessageOutputStream().flush();
        } catch (IOException e) {
            LOG.debug("The pusher is gone; the push goes on", e);
        }
    }

    @Override
    protected void executeCommands() {
        ports.moves().lock();
        try {
            rules.refuseConflicts(getAllCommands());
            moveBranches();
            List<BranchUpdate> moved = updates(getAllCommands(), ReceiveCommand.Result.OK);
            if (!moved.isEmpty()) {
                LOG.infof("'%s' pushed %s", caller.name(), moved);
                tell(moved);
            }
        } catch (IOException e) {
            LOG.errorf(e, "A push of '%s' could not be finished", caller.name());
            refuseOpen(getAllCommands(), GATE_FAILED);
        } finally {
            ports.moves().unlock();
        }
        for (ReceiveCommand command : getAllCommands()) {
            if (command.getResult() == ReceiveCommand.Result.LOCK_FAILURE) {
                PushRules.refuse(command, "another push moved it at the same time; run 'git fetch', then push again.");
            }
        }
    }

    /** As JGit does it, but for its progress bar, which every push would print. */
    private void moveBranches() throws IOException {
        List<ReceiveCommand> open = filterCommands(ReceiveCommand.Result.NOT_ATTEMPTED);
        if (!open.isEmpty()) {
            new RefMoves(getRepository(), getRefLogIdent(), isAtomic()).run(open, getRevWalk());
        }
    }

    private void tell(List<BranchUpdate> moved) {
        try {
            ports.listener().moved(moved);
        } catch (RuntimeException e) {
            LOG.errorf(e, "A push of '%s' is stored, but could not be made live", caller.name());
            print("The push is stored, but could not be made live yet; tell your operator.");
        }
    }

    private static void refuseOpen(List<ReceiveCommand> commands, String sentence) {
        commands.stream().filter(PushRules::isOpen).forEach(command -> PushRules.refuse(command, sentence));
    }

    private static boolean mainRefused(List<ReceiveCommand> commands) {
        return commands.stream().anyMatch(command -> isMain(command) && !PushRules.isOpen(command));
    }

    private static boolean isMain(ReceiveCommand command) {
        return command.getRefName().equals("refs/heads/" + BranchName.MAIN.value());
    }

    private static List<BranchUpdate> updates(List<ReceiveCommand> commands, ReceiveCommand.Result result) {
        List<BranchUpdate> updates = new ArrayList<>();
        for (ReceiveCommand command : commands) {
            if (command.getResult() == result && !(isZero(command.getOldId()) && isZero(command.getNewId()))) {
                updates.add(new BranchUpdate(
                        PushRules.branch(command), commit(command.getOldId()), commit(command.getNewId())));
            }
        }
        return updates;
    }

    private static boolean isZero(ObjectId id) {
        return ObjectId.zeroId().equals(id);
    }

    private static Optional<CommitId> commit(ObjectId id) {
        return isZero(id) ? Optional.empty() : Optional.of(new CommitId(id.name()));
    }
}
