package dev.understudy.review.difference;

import dev.understudy.engine.drl.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of all that rules build on.
 *
 * @param types declared types and enums
 * @param functions functions
 * @param lines imports and globals
 */
public record DeclarationChanges(List<Type> types, List<Function> functions, List<Line> lines) {
    /** Keeps its own copies of the lists. */
    public DeclarationChanges {
        types = List.copyOf(types);
        functions = List.copyOf(functions);
        lines = List.copyOf(lines);
    }

    /**
     * A type.
     *
     * @param change added, removed, changed or renamed
     * @param type its name; where it is gone, on the base
     * @param formerType its name on the base, if that is another
     * @param basePlace where it was declared
     * @param branchPlace where it is declared
     * @param details what differs of the type itself: its kind, package, parent, annotations, the order of its fields
     * @param members fields, and constants of an enum, that differ
     */
    public record Type(
            Change change,
            String type,
            @Nullable String formerType,
            @Nullable Place basePlace,
            @Nullable Place branchPlace,
            List<Detail> details,
            List<Member> members) {
        /** Keeps its own copies of the lists. */
        public Type {
            details = List.copyOf(details);
            members = List.copyOf(members);
        }
    }

    /**
     * Something of a type itself.
     *
     * @param what {@code extends}, {@code annotations}, {@code order of fields} and so on
     * @param then on the base
     * @param now on the branch
     */
    public record Detail(String what, String then, String now) {}

    /**
     * A field or a constant.
     *
     * @param change added, removed or changed
     * @param name its name
     * @param then its type, default and annotations on the base; null when it is new
     * @param now the same on the branch; null when it is gone
     * @param basePlace where it stood
     * @param branchPlace where it stands
     */
    public record Member(
            Change change,
            String name,
            @Nullable String then,
            @Nullable String now,
            @Nullable Place basePlace,
            @Nullable Place branchPlace) {}

    /**
     * A function.
     *
     * @param change added, removed or changed
     * @param function its name
     * @param then signature and body on the base; null when it is new
     * @param now signature and body on the branch; null when it is gone
     * @param basePlace where it started
     * @param branchPlace where it starts
     */
    public record Function(
            Change change,
            String function,
            @Nullable String then,
            @Nullable String now,
            @Nullable Place basePlace,
            @Nullable Place branchPlace) {}

    /**
     * An import or a global.
     *
     * @param change added or removed
     * @param text {@code import java.time.LocalDate}
     * @param place where it stands, or stood
     */
    public record Line(Change change, String text, Place place) {}
}
