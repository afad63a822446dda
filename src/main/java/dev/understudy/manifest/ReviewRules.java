package dev.understudy.manifest;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a change needs before it may become {@code main}: {@code .understudy/review.yaml}.
 *
 * @param approvals how many people approve a change, 1 or more
 * @param owners whether an owner of each ruleset that a change touches has to be among them
 * @param paths what is asked besides of changes of certain files, in the order of the file
 * @param impact what is asked besides when more decisions change than that
 * @param contractBreak what is asked besides when a caller's facts or outcome no longer fit
 */
public record ReviewRules(
        int approvals, boolean owners, List<PathRule> paths, Optional<ImpactRule> impact, Optional<Ask> contractBreak) {
    /** What holds without the file: one approval, and one of an owner. */
    public static final ReviewRules USUAL = new ReviewRules(1, true, List.of(), Optional.empty(), Optional.empty());

    /** Keeps its own copy of the list. */
    public ReviewRules {
        paths = List.copyOf(paths);
    }

    /**
     * What is asked.
     *
     * @param approvals how many people; 0 asks for none beyond the others
     * @param from groups; somebody of each has to approve
     */
    public record Ask(int approvals, List<String> from) {
        /** Keeps its own copy of the list. */
        public Ask {
            from = List.copyOf(from);
        }
    }

    /**
     * What is asked of changes of certain files.
     *
     * @param glob a pattern of paths from the top of the repository: {@code *} stays in a folder, {@code **} does not
     * @param owners whether an owner's approval is needed for rulesets that it matches; empty leaves it as it is
     * @param ask what is asked besides
     */
    public record PathRule(String glob, Optional<Boolean> owners, Ask ask) {
        /** Whether it speaks of that file. */
        public boolean matches(String path) {
            return matcher(glob).matches(Path.of(path));
        }
    }

    /**
     * What is asked of changes with a large impact.
     *
     * @param abovePercent more changed decisions than that; empty for any
     * @param ask what is asked
     */
    public record ImpactRule(OptionalDouble abovePercent, Ask ask) {}

    /** @throws java.util.regex.PatternSyntaxException when it is no glob */
    static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }
}
