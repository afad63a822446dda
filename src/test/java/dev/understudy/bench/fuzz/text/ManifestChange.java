package dev.understudy.bench.fuzz.text;

import java.util.List;
import java.util.regex.Pattern;

/** Changes {@code ruleset.yaml}: its limits, its facts, or its bytes. */
final class ManifestChange {
    private static final Pattern FACTS = Pattern.compile("(?m)^facts:.*$");
    private static final Pattern LIMITS = Pattern.compile("(?m)^limits:.*$");
    private static final List<String> OTHER_FACTS = List.of(
            "facts: {in: [G], out: [F]}",
            "facts: {in: [F, G], out: [F, G]}",
            "facts: {in: [F], out: [F]}",
            "facts: {in: [], out: []}",
            "facts: {in: [Nothing], out: [G]}",
            "facts: {in: [F, F], out: [G, G]}",
            "facts: {in: [Object], out: [String]}",
            "facts: {in: [java.lang.Runtime], out: [acme.rules.G]}",
            "facts: {in: F, out: G}",
            "facts:");
    private static final List<String> OTHER_LIMITS = List.of(
            "limits: {time: 1ms}",
            "limits: {time: 250ms, steps: 5000000, allocation: 32MiB, firings: 10000}",
            "limits: {steps: 1}",
            "limits: {steps: 0}",
            "limits: {steps: -1}",
            "limits: {steps: 9223372036854775807}",
            "limits: {allocation: 1B}",
            "limits: {allocation: 99999GiB}",
            "limits: {firings: 1}",
            "limits: {firings: 99999999999}",
            "limits: {time: 10h}",
            "limits: {depth: 5}",
            "limits: 5");

    private ManifestChange() {}

    static String apply(String yaml, Dice dice) {
        return switch (dice.below(4)) {
            case 0 -> FACTS.matcher(yaml).replaceFirst(dice.of(OTHER_FACTS));
            case 1, 2 -> limits(yaml, dice.of(OTHER_LIMITS));
            default -> new BrokenBytes().apply(yaml, dice);
        };
    }

    private static String limits(String yaml, String line) {
        return LIMITS.matcher(yaml).find() ? LIMITS.matcher(yaml).replaceFirst(line) : yaml + line + "\n";
    }
}
