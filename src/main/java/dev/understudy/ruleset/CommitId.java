package dev.understudy.ruleset;

import java.util.regex.Pattern;

/**
 * A git commit.
 *
 * @param value 40 lower-case hex digits
 */
public record CommitId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{40}");

    /** @throws IllegalArgumentException with a sentence for the user when the id has another shape */
    public CommitId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("A commit is named by its 40 hex digits.");
        }
    }

    /** Whether {@code text} is 40 lower-case hex digits. */
    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** The first 8 digits, for people. */
    public String abbreviated() {
        return value.substring(0, 8);
    }

    @Override
    public String toString() {
        return value;
    }
}
