package dev.understudy.review;

import dev.understudy.content.Remembered;
import dev.understudy.content.Sha256;
import dev.understudy.gitrepo.History;
import dev.understudy.gitrepo.MergeOutcome;
import dev.understudy.gitrepo.Merges;
import dev.understudy.gitrepo.RepositoryFault;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.manifest.ReviewRulesReader;
import dev.understudy.review.difference.Meaning;
import dev.understudy.review.difference.Meanings;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares main with the branch merged onto it, by what their rules say. What can't be merged or read counts by its
 * bytes: it is another consequence whenever something of it moves.
 */
@Singleton
class RuleConsequences implements Consequences {
    private static final String NONE = "-";
    /** Never becomes main, so that it is all the same what is wrong. */
    private static final String FAULTY = "!";

    private static final int MOST_BYTES = 1 << 20;
    private static final int REMEMBERED = 256;

    private final RulesRepository repository;
    private final History history;
    private final Merges merges;
    private final Meanings meanings;
    private final Map<Pair, Consequence> known = new Remembered<>(REMEMBERED);

    private record Pair(CommitId base, CommitId head) {}

    RuleConsequences(RulesRepository repository, History history, Merges merges, Meanings meanings) {
        this.repository = repository;
        this.history = history;
        this.merges = merges;
        this.meanings = meanings;
    }

    @Override
    public Consequence of(CommitId base, CommitId head) {
        Pair pair = new Pair(base, head);
        synchronized (known) {
            Consequence remembered = known.get(pair);
            if (remembered != null) {
                return remembered;
            }
        }
        Consequence found = find(base, head);
        synchronized (known) {
            known.put(pair, found);
        }
        return found;
    }

    private Consequence find(CommitId base, CommitId head) {
        Map<RulesetName, TreeId> main = repository.rulesets(base);
        NavigableMap<String, String> changes = new TreeMap<>();
        List<RulesetChange> touched = switch (merges.merge(base, head)) {
            case MergeOutcome.Nothing nothing -> List.of();
            case MergeOutcome.Clean clean -> touched(main, merges.rulesets(clean));
            case MergeOutcome.Conflict conflict -> {
                changes.put("conflict with main", base + ">" + head);
                yield ofBranch(main, base, head);
            }
        };
        StringBuilder says = new StringBuilder();
        touched.forEach(each -> compare(each, changes, says));
        rulesOfReview(base, head, changes);
        return new Consequence(Sha256.hex(changes.toString()), Sha256.hex(says.toString()), touched, changes);
    }

    /** What the branch itself changed: there is nothing merged to compare with. */
    private List<RulesetChange> ofBranch(Map<RulesetName, TreeId> main, CommitId base, CommitId head) {
        Map<RulesetName, TreeId> branch = repository.rulesets(head);
        CommitId fork = history.mergeBase(base, head).orElse(base);
        return touched(repository.rulesets(fork), branch).stream()
                .map(each -> new RulesetChange(each.ruleset(), main.get(each.ruleset()), each.branch()))
                .toList();
    }

    private static List<RulesetChange> touched(Map<RulesetName, TreeId> before, Map<RulesetName, TreeId> after) {
        TreeSet<RulesetName> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<RulesetChange> touched = new ArrayList<>();
        for (RulesetName name : names) {
            TreeId then = before.get(name);
            TreeId now = after.get(name);
            if (then == null ? now != null : !then.equals(now)) {
                touched.add(new RulesetChange(name, then, now));
            }
        }
        return touched;
    }

    private void compare(RulesetChange change, NavigableMap<String, String> changes, StringBuilder says) {
        RulesetName name = change.ruleset();
        try {
            Meaning then = meaning(name, change.base());
            Meaning now = meaning(name, change.branch());
            then.changesTo(now).forEach((item, how) -> changes.put(name + ": " + item, how));
            if (change.base() == null || change.branch() == null) {
                changes.put(name + ": all of it", change.base() == null ? "new" : "gone");
            }
            says.append(name).append(then.digest()).append(now.digest()).append('\n');
        } catch (RepositoryFault unreadable) {
            changes.put(name + ": files that can't be read", change.base() + ">" + change.branch());
        }
    }

    private Meaning meaning(RulesetName name, @Nullable TreeId tree) {
        return tree == null ? Meaning.NONE : meanings.of(name, tree, () -> repository.read(name, tree));
    }

    private void rulesOfReview(CommitId base, CommitId head, NavigableMap<String, String> changes) {
        CommitId fork = history.mergeBase(base, head).orElse(base);
        String then = rulesOfReview(fork);
        String now = rulesOfReview(head);
        if (!then.equals(now)) {
            changes.put(ReviewRulesReader.PATH, then + ">" + now);
        }
    }

    private String rulesOfReview(CommitId commit) {
        try {
            return history.file(commit, ReviewRulesReader.PATH, MOST_BYTES)
                    .map(Sha256::hex)
                    .orElse(NONE);
        } catch (RepositoryFault noPlainFile) {
            return FAULTY;
        }
    }
}
