package dev.understudy.review;

import dev.understudy.gitrepo.History;
import dev.understudy.gitrepo.RepositoryFault;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.manifest.ReviewRulesReader;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tells consequences by content: rulesets whose folder has the same bytes, on main, on the branch and where they
 * parted, decide the same. So has {@code review.yaml}. Any change within a ruleset is another consequence, also one of
 * a comment.
 */
@Singleton
@DefaultBean
class TreeConsequences implements Consequences {
    private static final String NONE = "-";
    /** Never becomes main, so that it is all the same what is wrong. */
    private static final String FAULTY = "!";

    private static final int MOST_BYTES = 1 << 20;

    private final RulesRepository repository;
    private final History history;

    TreeConsequences(RulesRepository repository, History history) {
        this.repository = repository;
        this.history = history;
    }

    @Override
    public String mark(CommitId base, CommitId head) {
        CommitId fork = history.mergeBase(base, head).orElse(base);
        Map<RulesetName, TreeId> before = repository.rulesets(fork);
        Map<RulesetName, TreeId> main = repository.rulesets(base);
        Map<RulesetName, TreeId> after = repository.rulesets(head);
        StringBuilder text = new StringBuilder();
        for (RulesetName name : touched(before, after)) {
            text.append(name)
                    .append(' ')
                    .append(tree(before, name))
                    .append(' ')
                    .append(tree(main, name))
                    .append(' ')
                    .append(tree(after, name))
                    .append('\n');
        }
        text.append(rules(fork)).append(' ').append(rules(head));
        return sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public SortedSet<String> rulesets(CommitId base, CommitId head) {
        CommitId fork = history.mergeBase(base, head).orElse(base);
        SortedSet<String> names = new TreeSet<>();
        touched(repository.rulesets(fork), repository.rulesets(head)).forEach(name -> names.add(name.value()));
        return names;
    }

    private static SortedSet<RulesetName> touched(Map<RulesetName, TreeId> before, Map<RulesetName, TreeId> after) {
        SortedSet<RulesetName> names = new TreeSet<>();
        names.addAll(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> tree(before, name).equals(tree(after, name)));
        return names;
    }

    private static String tree(Map<RulesetName, TreeId> trees, RulesetName name) {
        TreeId tree = trees.get(name);
        return tree == null ? NONE : tree.value();
    }

    private String rules(CommitId commit) {
        try {
            return history.file(commit, ReviewRulesReader.PATH, MOST_BYTES)
                    .map(TreeConsequences::sha256)
                    .orElse(NONE);
        } catch (RepositoryFault noPlainFile) {
            return FAULTY;
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
