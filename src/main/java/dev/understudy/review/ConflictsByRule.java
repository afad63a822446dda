package dev.understudy.review;

import dev.understudy.gitrepo.History;
import dev.understudy.gitrepo.MergeOutcome;
import dev.understudy.gitrepo.RepositoryFault;
import dev.understudy.ruleset.CommitId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells conflicts in rule files by the rules that they are in. Thread-safe. */
@Singleton
class ConflictsByRule {
    private static final int MOST_BYTES = 4 << 20;
    private static final int LONGEST = 64 << 10;

    private final History history;

    ConflictsByRule(History history) {
        this.history = history;
    }

    /**
     * A file of which there are two versions.
     *
     * @param path from the top of the repository
     * @param kind what is the matter
     * @param places where
     */
    record FileView(String path, MergeOutcome.Kind kind, List<PlaceView> places) {}

    /**
     * Lines that contradict each other.
     *
     * @param main on main
     * @param branch on the branch
     */
    record PlaceView(SideView main, SideView branch) {}

    /**
     * One side.
     *
     * @param rule the rule that it is in; null outside of rules, and in files that are no DRL
     * @param line the first line that contradicts, counted from 1
     * @param lines how many
     * @param text those lines
     * @param ruleText the whole rule, from {@code rule} to {@code end}; null without one
     */
    record SideView(
            @Nullable String rule,
            int line,
            int lines,
            String text,
            @Nullable String ruleText) {}

    /** Both sides of each. */
    List<FileView> of(ChangeRequest request, MergeOutcome.Conflict conflict) {
        List<FileView> views = new ArrayList<>();
        for (MergeOutcome.FileConflict file : conflict.files()) {
            RuleLines main = rules(request.baseHead(), file.path());
            RuleLines branch = rules(request.head(), file.path());
            List<PlaceView> places = file.places().stream()
                    .map(place -> new PlaceView(side(place.main(), main), side(place.branch(), branch)))
                    .toList();
            views.add(new FileView(file.path(), file.kind(), places));
        }
        return views;
    }

    private RuleLines rules(CommitId commit, String path) {
        if (!path.endsWith(".drl")) {
            return RuleLines.of("");
        }
        try {
            return history.file(commit, path, MOST_BYTES)
                    .map(bytes -> RuleLines.of(new String(bytes, StandardCharsets.UTF_8)))
                    .orElseGet(() -> RuleLines.of(""));
        } catch (RepositoryFault tooLarge) {
            return RuleLines.of("");
        }
    }

    private static SideView side(MergeOutcome.Side side, RuleLines rules) {
        return rules.within(side.line(), Math.max(1, side.lines()))
                .map(rule -> new SideView(rule.name(), side.line(), side.lines(), side.text(), shortened(rule.text())))
                .orElseGet(() -> new SideView(null, side.line(), side.lines(), side.text(), null));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
