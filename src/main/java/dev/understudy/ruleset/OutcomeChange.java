package dev.understudy.ruleset;

/**
 * From one outcome to another, as reports of changes write it.
 *
 * @param from {@code Compensation.amount=250}, or {@code no Compensation}
 * @param to likewise
 */
public record OutcomeChange(String from, String to) {}
