package dev.understudy.review;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which change requests are wanted.
 *
 * @param states any of these; empty for all
 * @param author who opened them
 * @param branch what asks to become main
 * @param ruleset what they touch
 * @param before only smaller numbers
 * @param limit how many
 */
record ChangeQuery(
        List<ChangeState> states,
        Optional<String> author,
        Optional<String> branch,
        Optional<String> ruleset,
        Optional<Long> before,
        int limit) {
    private static final Set<String> NAMES = Set.of("state", "author", "branch", "ruleset", "before", "limit");
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;
    private static final int LONGEST = 200;

    /** @throws ProblemException {@code INVALID_REQUEST} that names the parameter */
    static ChangeQuery of(Map<String, List<String>> given) {
        for (String name : given.keySet()) {
            if (!NAMES.contains(name)) {
                throw fault(
                        name, "There is no parameter '" + shortened(name) + "'; see state, author, branch, ruleset.");
            }
        }
        return new ChangeQuery(
                states(given.getOrDefault("state", List.of())),
                text(given, "author"),
                text(given, "branch"),
                text(given, "ruleset"),
                number(given, "before", Long.MAX_VALUE),
                number(given, "limit", MOST).map(Long::intValue).orElse(USUAL_LIMIT));
    }

    private static List<ChangeState> states(List<String> given) {
        List<ChangeState> states = new ArrayList<>();
        for (String each : given) {
            if (each.equals("open")) {
                states.addAll(List.of(ChangeState.OPEN, ChangeState.CHANGES_REQUESTED));
                states.addAll(List.of(ChangeState.APPROVED, ChangeState.ROLLING_OUT));
            } else {
                states.add(ChangeState.named(each)
                        .orElseThrow(() -> fault(
                                "state",
                                "The parameter 'state' takes OPEN, CHANGES_REQUESTED, APPROVED, ROLLING_OUT, MERGED,"
                                        + " CLOSED, or open for the first four.")));
            }
        }
        return states;
    }

    private static Optional<String> text(Map<String, List<String>> given, String name) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1 || !PlainText.isLine(values.getFirst(), LONGEST)) {
            throw fault(name, "The parameter '" + name + "' takes one text on one line.");
        }
        return Optional.of(values.getFirst());
    }

    private static Optional<Long> number(Map<String, List<String>> given, String name, long most) {
        Optional<String> text = text(given, name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String digits = text.get();
        boolean plain = digits.length() <= 18 && digits.chars().allMatch(sign -> sign >= '0' && sign <= '9');
        long number = plain ? Long.parseLong(digits) : 0;
        if (number < 1 || number > most) {
            throw fault(
                    name,
                    "The parameter '" + name + "' takes a whole number from 1"
                            + (most == Long.MAX_VALUE ? "." : " to " + most + "."));
        }
        return Optional.of(number);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static ProblemException fault(String parameter, String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail, Map.of("parameter", shortened(parameter)));
    }
}
