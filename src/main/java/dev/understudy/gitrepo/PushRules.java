package dev.understudy.gitrepo;

import dev.understudy.identity.Caller;
import dev.understudy.ruleset.BranchName;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;

/** What one caller may push, but for what the rules themselves are like: names, rights, and what can stand together. */
final class PushRules {
    private static final String MAIN_IS_PROMOTED = "only an admin pushes main; push a branch, and ask for its review.";
    private static final String MAIN_STAYS = "main is never deleted: it is what production runs.";
    private static final String MAIN_IS_NEVER_REWRITTEN =
            "main is never rewritten, since its commits name what decided; push a commit on top of it instead.";
    private static final String MOVED = "it has moved meanwhile; run 'git fetch', then push again.";

    private final Repository git;
    private final Caller caller;

    PushRules(Repository git, Caller caller) {
        this.git = git;
        this.caller = caller;
    }

    /** Refuses what this caller may not do; leaves alone what is refused already. */
    void refuse(Collection<ReceiveCommand> commands, RevWalk walk) throws IOException {
        for (ReceiveCommand command : commands) {
            if (isOpen(command)) {
                refusal(command, walk).ifPresent(sentence -> refuse(command, sentence));
            } else if (isStale(command)) {
                refuse(command, MOVED);
            }
        }
        refuseConflicts(commands);
    }

    /** Refuses new branches that can't stand beside what is there now. */
    void refuseConflicts(Collection<ReceiveCommand> commands) throws IOException {
        Set<BranchName> names = new HashSet<>(GitRulesRepository.heads(git).keySet());
        for (ReceiveCommand command : commands) {
            if (isOpen(command) && command.getType() == ReceiveCommand.Type.DELETE) {
                names.remove(branch(command));
            }
        }
        for (ReceiveCommand command : commands) {
            if (isOpen(command) && command.getType() == ReceiveCommand.Type.CREATE) {
                BranchName added = branch(command);
                BranchNames.conflict(added, names).ifPresent(sentence -> refuse(command, sentence));
                names.add(added);
            }
        }
    }

    static boolean isOpen(ReceiveCommand command) {
        return command.getResult() == ReceiveCommand.Result.NOT_ATTEMPTED;
    }

    static void refuse(ReceiveCommand command, String sentence) {
        command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, OneLine.of(sentence));
    }

    /** The branch of a command that {@link #refuse} has left open. */
    static BranchName branch(ReceiveCommand command) {
        return new BranchName(command.getRefName().substring(Constants.R_HEADS.length()));
    }

    private Optional<String> refusal(ReceiveCommand command, RevWalk walk) throws IOException {
        String ref = command.getRefName();
        if (!ref.startsWith(Constants.R_HEADS)) {
            return Optional.of("only branches are taken here, and '" + ref + "' is none; push to refs/heads/ instead.");
        }
        BranchName branch;
        try {
            branch = branch(command);
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        if (command.getType() == ReceiveCommand.Type.DELETE) {
            return branch.isMain() ? Optional.of(MAIN_STAYS) : missing(GitOperation.DELETE_BRANCH);
        }
        if (!(walk.parseAny(command.getNewId()) instanceof RevCommit)) {
            return Optional.of("a branch points at a commit, and this is none; push 'name^{commit}' instead.");
        }
        return branch.isMain() ? refusalOfMain(command) : missing(GitOperation.PUSH_BRANCH);
    }

    private Optional<String> missing(GitOperation operation) {
        return caller.may(operation.right())
                ? Optional.empty()
                : Optional.of("'" + caller.name() + "' lacks the right "
                        + operation.right().text() + ".");
    }

    private Optional<String> refusalOfMain(ReceiveCommand command) {
        if (!caller.may(GitOperation.PUSH_MAIN.right())) {
            return Optional.of(MAIN_IS_PROMOTED);
        }
        return command.getType() == ReceiveCommand.Type.UPDATE_NONFASTFORWARD
                ? Optional.of(MAIN_IS_NEVER_REWRITTEN)
                : Optional.empty();
    }

    private boolean isStale(ReceiveCommand command) throws IOException {
        if (command.getResult() != ReceiveCommand.Result.REJECTED_OTHER_REASON
                || !command.getRefName().startsWith(Constants.R_HEADS)) {
            return false;
        }
        var current = git.exactRef(command.getRefName());
        ObjectId id = current == null ? ObjectId.zeroId() : current.getObjectId();
        return !command.getOldId().equals(id);
    }
}
