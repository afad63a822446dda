package dev.understudy.ruleset;

/**
 * The git tree of a ruleset's folder: equal trees are equal rules, whatever branch they are on.
 *
 * @param value 40 lower-case hex digits
 */
public record TreeId(String value) {
    /** @throws IllegalArgumentException when the id has another shape */
    public TreeId {
        if (!CommitId.isValid(value)) {
            throw new IllegalArgumentException("A tree is named by its 40 hex digits.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
