package dev.understudy.review;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import dev.understudy.gitrepo.BranchUpdate;
import dev.understudy.gitrepo.Push;
import dev.understudy.gitrepo.PushListener;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * What pushes mean for change requests: who brought which commit, main moved past review, and a request opened with
 * {@code git push -o change-request="Title"}. Thread-safe.
 */
@Singleton
class PushedRequests implements PushListener {
    private static final Logger LOG = Logger.getLogger(PushedRequests.class);
    private static final int MOST_TOLD = 10;
    private static final String OPTION = "change-request";
    private static final String EXAMPLE = "git push -o change-request=\"Title\"";

    private final Contributors contributors;
    private final ChangeRequestService service;
    private final AuditLog audit;

    PushedRequests(Contributors contributors, ChangeRequestService service, AuditLog audit) {
        this.contributors = contributors;
        this.service = service;
        this.audit = audit;
    }

    @Override
    public void pushed(Push push, Consumer<String> terminal) {
        try {
            contributors.pushed(push.caller().person(), push.updates());
        } finally {
            push.updates().stream()
                    .filter(update -> update.branch().isMain())
                    .forEach(update -> recordMain(push.caller().name(), update));
        }
        List<BranchUpdate> changes = push.updates().stream()
                .filter(update -> update.to().isPresent() && !update.branch().isMain())
                .toList();
        Optional<String> title = push.options().stream()
                .filter(option -> option.equals(OPTION) || option.startsWith(OPTION + "="))
                .findFirst()
                .map(option -> option.substring(Math.min(option.length(), OPTION.length() + 1)));
        if (title.isPresent()) {
            open(push, changes, title.get(), terminal);
        } else {
            changes.stream().limit(MOST_TOLD).forEach(update -> tellWhichFollows(push, update.branch(), terminal));
        }
        push.options().stream()
                .filter(option -> !option.equals(OPTION) && !option.startsWith(OPTION + "="))
                .forEach(option ->
                        terminal.accept("The option '" + option + "' is not known here; there is " + EXAMPLE));
    }

    private void recordMain(String actor, BranchUpdate update) {
        var _ = audit.append(new AuditEvent(
                actor, AuditAction.MAIN_PUSHED, "branch:main", null, commit(update.from()), commit(update.to())));
    }

    private static Map<String, String> commit(Optional<CommitId> commit) {
        return commit.map(id -> Map.of("main", id.value())).orElse(Map.of());
    }

    private void open(Push push, List<BranchUpdate> changes, String title, Consumer<String> terminal) {
        if (changes.size() != 1) {
            terminal.accept("No change request was opened: push one branch, and not main, with " + EXAMPLE);
            return;
        }
        BranchName branch = changes.getFirst().branch();
        if (tellWhichFollows(push, branch, terminal)) {
            return;
        }
        try {
            push.caller().require(Right.AUTHOR);
            long number = service.open(push.caller(), new NewChangeRequest(branch.value(), title, null, null, null));
            terminal.accept("Opened change request " + number + " for " + branch + ":");
            terminal.accept("  " + url(push, number));
        } catch (ProblemException problem) {
            terminal.accept("The push is taken, but no change request was opened. " + problem.detail());
        }
    }

    private boolean tellWhichFollows(Push push, BranchName branch, Consumer<String> terminal) {
        Optional<Long> number;
        try {
            number = service.openOf(branch);
        } catch (RuntimeException e) {
            LOG.warn("Which change request follows a branch can't be asked now", e);
            return false;
        }
        number.ifPresent(known -> {
            terminal.accept("Change request " + known + " follows " + branch + ":");
            terminal.accept("  " + url(push, known));
        });
        return number.isPresent();
    }

    private static String url(Push push, long number) {
        return push.origin() + "/api/v1/change-requests/" + number;
    }
}
