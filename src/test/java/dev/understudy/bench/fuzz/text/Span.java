package dev.understudy.bench.fuzz.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stretch of a text. */
record Span(int start, int end) {
    private static final int MOST = 5_000;

    /** All stretches that fit. */
    static List<Span> all(Pattern pattern, String text) {
        List<Span> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find() && found.size() < MOST) {
            found.add(new Span(matcher.start(), matcher.end()));
        }
        return found;
    }

    /** One that fits, if there is any. */
    static Optional<Span> one(Pattern pattern, String text, Dice dice) {
        List<Span> all = all(pattern, text);
        return all.isEmpty() ? Optional.empty() : Optional.of(dice.of(all));
    }

    String of(String text) {
        return text.substring(start, end);
    }

    String replaced(String text, String with) {
        return text.substring(0, start) + with + text.substring(end);
    }
}
