package dev.understudy.review.difference;

import dev.understudy.engine.drl.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rules and queries that are written as DRL; rows of decision tables are in {@link TableChange}. A
 * rule is known by its name, whatever file it is in. What is laid out otherwise, and comments, are no change.
 *
 * @param baseCount how many rules and queries the base has, rows counted
 * @param branchCount how many the branch has
 * @param added new ones
 * @param removed those that are gone
 * @param changed those that say something else; they may have moved too
 * @param moved those in another file or package, or that come before or after others than they did: among rules of equal
 *     salience the first fires first
 * @param renamed those that say the same under another name
 */
public record RuleChanges(
        int baseCount,
        int branchCount,
        List<Written> added,
        List<Written> removed,
        List<Changed> changed,
        List<Moved> moved,
        List<Renamed> renamed) {
    /** Keeps its own copies of the lists. */
    public RuleChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        moved = List.copyOf(moved);
        renamed = List.copyOf(renamed);
    }

    /** A part of a rule. */
    public enum Part {
        /** Salience and the like, annotations, and what it extends. */
        ATTRIBUTES,
        /** Behind {@code when}; all of a query. */
        CONDITIONS,
        /** Behind {@code then}. */
        CONSEQUENCE
    }

    /** How a rule moved. */
    public enum Move {
        /** To another file of its package. */
        FILE,
        /** To another package. */
        PACKAGE,
        /** Before or behind others, in its file or with it. */
        ORDER
    }

    /**
     * A rule on one side.
     *
     * @param rule its name
     * @param query whether it is a query
     * @param place where it starts
     * @param text all of it
     */
    public record Written(String rule, boolean query, Place place, String text) {}

    /**
     * A rule that says something else.
     *
     * @param rule its name on the branch
     * @param formerRule its name on the base, if that is another; null else
     * @param query whether it is a query
     * @param basePlace where it starts on the base
     * @param branchPlace where it starts on the branch
     * @param parts those that differ; never empty
     */
    public record Changed(
            String rule,
            @Nullable String formerRule,
            boolean query,
            Place basePlace,
            Place branchPlace,
            List<PartChange> parts) {
        /** Keeps its own copy of the list. */
        public Changed {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A part that says something else.
     *
     * @param part which
     * @param then as written on the base
     * @param now as written on the branch
     * @param basePlace where it starts on the base
     * @param branchPlace where it starts on the branch
     */
    public record PartChange(Part part, String then, String now, Place basePlace, Place branchPlace) {}

    /**
     * A rule in another place.
     *
     * @param rule its name on the branch
     * @param move how
     * @param basePlace where it starts on the base
     * @param branchPlace where it starts on the branch
     */
    public record Moved(String rule, Move move, Place basePlace, Place branchPlace) {}

    /**
     * A rule under another name.
     *
     * @param from its name on the base
     * @param to its name on the branch
     * @param basePlace where it starts on the base
     * @param branchPlace where it starts on the branch
     */
    public record Renamed(String from, String to, Place basePlace, Place branchPlace) {}
}
