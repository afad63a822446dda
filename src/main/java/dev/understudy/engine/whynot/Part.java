package dev.understudy.engine.whynot;

import java.util.regex.Pattern;

/**
 * A stretch of a rule, in its author's words.
 *
 * @param text as it is written
 * @param spot where it starts
 * @param inCell whether it stands in a cell of a decision table, and all that is in it with it
 */
public record Part(String text, Spot spot, boolean inCell) {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** The text in one line. */
    String line() {
        return SPACE.matcher(text.strip()).replaceAll(" ");
    }

    /** A stretch of it. */
    Part part(int start, int end) {
        String piece = text.substring(start, end);
        if (inCell || start == 0) {
            return new Part(piece, spot, inCell);
        }
        int lines =
                (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        int column = lines == 0 ? spot.column() + start : start - text.lastIndexOf('\n', start - 1);
        return new Part(piece, new Spot(spot.file(), spot.line() + lines, column), false);
    }
}
