package dev.understudy.pipeline;

import dev.understudy.gitrepo.RepositoryStatus;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.TreeId;
import dev.understudy.testsupport.WrittenRuleset;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A rules repository in memory: branches of commits of rulesets. */
final class WrittenRepository implements RulesRepository {
    private final SortedMap<BranchName, CommitId> heads = new TreeMap<>();
    private final Map<CommitId, SortedMap<RulesetName, TreeId>> commits = new HashMap<>();
    private final Map<TreeId, RulesetSource> trees = new HashMap<>();
    private final Map<TreeId, RuntimeException> lost = new ConcurrentHashMap<>();

    /** Puts a new commit of these rulesets on a branch. */
    CommitId commit(String branch, WrittenRuleset... rulesets) {
        CommitId commit = new CommitId(String.format("%040x", commits.size() + 1));
        SortedMap<RulesetName, TreeId> content = new TreeMap<>();
        for (WrittenRuleset each : rulesets) {
            RulesetSource source = each.source();
            content.put(source.name(), source.tree());
            trees.put(source.tree(), source);
        }
        commits.put(commit, content);
        heads.put(new BranchName(branch), commit);
        return commit;
    }

    @Override
    public SortedMap<BranchName, CommitId> heads() {
        return heads;
    }

    @Override
    public Optional<CommitId> head(BranchName branch) {
        return Optional.ofNullable(heads.get(branch));
    }

    @Override
    public boolean hasCommit(CommitId commit) {
        return commits.containsKey(commit);
    }

    @Override
    public boolean isInPastOf(CommitId head, CommitId commit) {
        return commits.containsKey(commit);
    }

    @Override
    public SortedMap<RulesetName, TreeId> rulesets(CommitId commit) {
        return commits.getOrDefault(commit, new TreeMap<>());
    }

    @Override
    public List<Diagnostic> layoutFaults(CommitId commit) {
        return List.of();
    }

    /** Loses the files of a tree, as a disk does that fails, or a fetch that is not there yet. */
    Runnable lose(TreeId tree, RuntimeException reads) {
        lost.put(tree, reads);
        return () -> lost.remove(tree);
    }

    @Override
    public RulesetSource read(RulesetName name, TreeId tree) {
        RuntimeException reads = lost.get(tree);
        if (reads != null) {
            throw reads;
        }
        return Optional.ofNullable(trees.get(tree)).orElseThrow();
    }

    @Override
    public Instant confirmedAt() {
        return Instant.EPOCH;
    }

    @Override
    public RepositoryStatus status() {
        throw new UnsupportedOperationException();
    }
}
