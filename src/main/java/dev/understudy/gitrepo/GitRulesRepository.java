package dev.understudy.gitrepo;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.TreeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** A bare repository on this node's disk. */
final class GitRulesRepository implements RulesRepository {
    private final Repository git;
    private final Optional<String> upstream;
    private final Freshness freshness;
    private final Reachability reachability;

    /** @param upstream where it is fetched from, without credentials; empty when it is hosted here */
    GitRulesRepository(Repository git, Optional<String> upstream, Freshness freshness) {
        this.git = git;
        this.upstream = upstream;
        this.freshness = freshness;
        this.reachability = new Reachability(git);
    }

    @Override
    public SortedMap<BranchName, CommitId> heads() {
        try {
            return heads(git);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SortedMap<BranchName, CommitId> heads(Repository git) throws IOException {
        SortedMap<BranchName, CommitId> heads = new TreeMap<>();
        for (Ref ref : git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
            ObjectId id = ref.getObjectId();
            String name = ref.getName().substring(Constants.R_HEADS.length());
            if (id != null && nameFault(name).isEmpty()) {
                heads.put(new BranchName(name), new CommitId(id.name()));
            }
        }
        return Collections.unmodifiableSortedMap(heads);
    }

    @Override
    public Optional<CommitId> head(BranchName branch) {
        try {
            return Optional.ofNullable(git.exactRef(Constants.R_HEADS + branch.value()))
                    .map(Ref::getObjectId)
                    .map(id -> new CommitId(id.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasCommit(CommitId commit) {
        try {
            return reachability.reaches(new HashSet<>(heads().values()), commit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isInPastOf(CommitId head, CommitId commit) {
        try {
            return reachability.isInPastOf(head, commit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SortedMap<RulesetName, TreeId> rulesets(CommitId commit) {
        return Collections.unmodifiableSortedMap(layout(commit).rulesets());
    }

    @Override
    public List<Diagnostic> layoutFaults(CommitId commit) {
        return List.copyOf(layout(commit).faults());
    }

    private CommitLayout layout(CommitId commit) {
        try (ObjectReader reader = git.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            return CommitLayout.of(
                    reader,
                    walk.parseCommit(ObjectId.fromString(commit.value())).getTree());
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            throw new ProblemException(
                    ProblemType.UNKNOWN_COMMIT, "The rules repository has no commit " + commit.value() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RulesetSource read(RulesetName name, TreeId tree) {
        try (ObjectReader reader = git.newObjectReader()) {
            return new RulesetReader(reader, name).read(tree);
        } catch (MissingObjectException _) {
            throw new FilesNotHere(name, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Instant confirmedAt() {
        return freshness.confirmedAt().orElse(Instant.EPOCH);
    }

    @Override
    public RepositoryStatus status() {
        return new RepositoryStatus(
                upstream, freshness.confirmedAt(), freshness.consecutiveFailures(), freshness.lastError(), warnings());
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Map<String, String> byLowerCase = new HashMap<>();
        try {
            for (Ref ref : git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
                String name = ref.getName().substring(Constants.R_HEADS.length());
                nameFault(name).ifPresent(fault -> warnings.add("A branch is left out. " + fault));
                String other = byLowerCase.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
                if (other != null) {
                    warnings.add("The branches '" + other + "' and '" + name + "' differ only in case; both can be"
                            + " selected, but are easily mixed up.");
                }
            }
            if (git.exactRef(Constants.R_HEADS + BranchName.MAIN.value()) == null) {
                warnings.add("The rules repository has no branch 'main', so nothing decides by default; push one.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return warnings;
    }

    private static Optional<String> nameFault(String name) {
        try {
            var _ = new BranchName(name);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
