package dev.understudy.gitrepo;

import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes this node's branches those that were fetched, but for a main that was promoted here and is not there yet. When
 * main has moved there meanwhile, both are merged as long as they touch other rulesets. When they touch the same, the
 * remote's main wins, and the changes that were promoted are to be looked at again. Called while no branch moves.
 */
final class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);
    private static final String RULES_OF_REVIEW = ".understudy/review.yaml";

    private final Repository git;
    private final RemoteMain main;
    private final GitMerges merges;

    Reconciliation(Repository git, RemoteMain main, GitMerges merges) {
        this.git = git;
        this.main = main;
        this.merges = merges;
    }

    /** Moves what has to move. */
    void run() throws IOException {
        main.noteArrival();
        Map<String, ObjectId> fetched = refs(RemoteMain.FETCHED);
        Map<String, ObjectId> local = refs(Constants.R_HEADS);
        if (main.isAhead()) {
            fetched.put("main", mergedMain());
        }
        List<ReceiveCommand> gone = new ArrayList<>();
        List<ReceiveCommand> moved = new ArrayList<>();
        local.forEach((name, id) -> {
            if (!fetched.containsKey(name)) {
                gone.add(new ReceiveCommand(id, ObjectId.zeroId(), Constants.R_HEADS + name));
            }
        });
        fetched.forEach((name, id) -> {
            ObjectId before = local.getOrDefault(name, ObjectId.zeroId());
            if (!before.equals(id)) {
                moved.add(new ReceiveCommand(before, id, Constants.R_HEADS + name));
            }
        });
        // A branch may have become a folder of branches.
        RefMoves.ofOurs(git, gone);
        RefMoves.ofOurs(git, moved);
    }

    private Map<String, ObjectId> refs(String prefix) throws IOException {
        Map<String, ObjectId> refs = new HashMap<>();
        for (Ref ref : git.getRefDatabase().getRefsByPrefix(prefix)) {
            if (ref.getObjectId() != null) {
                refs.put(ref.getName().substring(prefix.length()), ref.getObjectId());
            }
        }
        return refs;
    }

    /** Where main has to be, given that both mains have something that the other has not. */
    private ObjectId mergedMain() throws IOException {
        ObjectId here = Objects.requireNonNull(main.here());
        ObjectId there = Objects.requireNonNull(main.there());
        if (main.isIn(there, here)) {
            return here;
        }
        CommitId ours = new CommitId(here.name());
        CommitId theirs = new CommitId(there.name());
        CommitId fork = new GitHistory(git).mergeBase(ours, theirs).orElse(null);
        boolean together = fork != null && !differ(fork, ours, theirs);
        MergeOutcome outcome = together ? merges.merge(theirs, ours) : null;
        if (outcome instanceof MergeOutcome.Nothing) {
            LOG.infof("main was promoted to %s here, and %s at the remote says the same", ours, theirs);
            return there;
        }
        if (outcome instanceof MergeOutcome.Clean clean) {
            CommitId merged = merges.commit(
                    clean, "understudy", "Merge main, which has moved at the remote\n\nBoth touch other rulesets.\n");
            LOG.infof("main was at %s at the remote, and is merged with %s to %s", theirs, ours, merged);
            main.promote(merged);
            return ObjectId.fromString(merged.value());
        }
        LOG.warnf(
                "main was promoted to %s here, and is at %s at the remote with other rules: that one decides, and what"
                        + " was promoted has to be looked at again",
                ours, theirs);
        return there;
    }

    /** Whether the same rules, or the rules of review, were changed to something else on each side. */
    private boolean differ(CommitId fork, CommitId ours, CommitId theirs) throws IOException {
        Set<RulesetName> both = changed(fork, ours);
        both.retainAll(changed(fork, theirs));
        both.retainAll(changed(ours, theirs));
        return !both.isEmpty() || !Objects.equals(blob(fork), blob(theirs));
    }

    private Set<RulesetName> changed(CommitId before, CommitId after) throws IOException {
        Map<RulesetName, TreeId> then = rulesets(before);
        Map<RulesetName, TreeId> now = rulesets(after);
        Set<RulesetName> names = new HashSet<>(then.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> Objects.equals(then.get(name), now.get(name)));
        return names;
    }

    private Map<RulesetName, TreeId> rulesets(CommitId commit) throws IOException {
        try (ObjectReader reader = git.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            return CommitLayout.of(
                            reader,
                            walk.parseCommit(ObjectId.fromString(commit.value()))
                                    .getTree())
                    .rulesets();
        }
    }

    private @Nullable ObjectId blob(CommitId commit) throws IOException {
        try (RevWalk walk = new RevWalk(git);
                TreeWalk found = TreeWalk.forPath(
                        git,
                        RULES_OF_REVIEW,
                        walk.parseCommit(ObjectId.fromString(commit.value())).getTree())) {
            return found == null ? null : found.getObjectId(0);
        }
    }
}
