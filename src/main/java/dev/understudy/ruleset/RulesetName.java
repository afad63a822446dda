package dev.understudy.ruleset;

import java.util.regex.Pattern;

/**
 * The name of a ruleset, which is the name of its folder at the top of the rules repository.
 *
 * @param value 1 to 63 of {@code a-z}, {@code 0-9} and {@code -}, starting with a letter or digit
 */
public record RulesetName(String value) implements Comparable<RulesetName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** @throws IllegalArgumentException with a sentence for the user when the name has another shape */
    public RulesetName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A ruleset's name has 1 to 63 of a-z, 0-9 and '-', and starts with a letter or a digit.");
        }
    }

    /** Whether {@code text} could be a ruleset's name. */
    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(RulesetName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
