package dev.understudy.ruleset;

import java.util.Optional;

/**
 * Which rules an explanation is to speak of.
 *
 * @param rule the name of one; nothing for all that did not fire
 */
public record WhyNotRequest(Optional<String> rule) {
    /** All rules that did not fire. */
    public static WhyNotRequest ofAll() {
        return new WhyNotRequest(Optional.empty());
    }

    /** One rule. */
    public static WhyNotRequest of(String rule) {
        return new WhyNotRequest(Optional.of(rule));
    }

    /** As it is written in a query: a rule's name, or {@code *} for all. */
    public static WhyNotRequest parse(String text) {
        return text.equals("*") ? ofAll() : of(text);
    }
}
