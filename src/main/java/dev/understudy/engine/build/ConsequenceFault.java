package dev.understudy.engine.build;

import dev.understudy.engine.drl.PlacedRule;
import dev.understudy.ruleset.Diagnostic;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A consequence that is no Java: Drools gives a place in a block of its own, and the names of all tokens it knows. */
final class ConsequenceFault {
    private static final Pattern UNPARSED =
            Pattern.compile("Unable to parse consequence caused by: .*?\\(line (\\d+),\\s*col (\\d+)\\) (.*)");

    private static final Pattern FOUND = Pattern.compile("Found\\s+\"(.*?)\"(,|  |$)");

    /** The block starts with a line of its own. */
    private static final int LINES_BEFORE = 1;

    private ConsequenceFault() {}

    static Optional<Diagnostic> of(PlacedRule rule, String message) {
        Matcher unparsed = UNPARSED.matcher(message);
        if (!unparsed.find()) {
            return Optional.empty();
        }
        int line = Integer.parseInt(unparsed.group(1)) - LINES_BEFORE;
        int column = Integer.parseInt(unparsed.group(2));
        int offset = rule.tree().getStartCharacter() + offset(rule, line, column);
        return Optional.of(rule.file().file().error(offset, sentence(unparsed.group(3))));
    }

    private static int offset(PlacedRule rule, int line, int column) {
        String text = rule.file().textOf(rule.tree());
        int at = RuleFaults.consequenceStart(rule);
        for (int skipped = 1; skipped < line; skipped++) {
            int next = text.indexOf('\n', at);
            if (next < 0) {
                return at;
            }
            at = next + 1;
        }
        return Math.min(text.length(), at + column - 1);
    }

    private static String sentence(String reason) {
        Matcher found = FOUND.matcher(reason);
        return found.find()
                ? "The consequence is no Java: '" + found.group(1)
                        + "' is not expected after this; look for a missing ';', bracket or quote."
                : "The consequence is no Java: " + reason;
    }
}
