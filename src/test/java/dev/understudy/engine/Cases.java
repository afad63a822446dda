package dev.understudy.engine;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cases that are written in a resource: {@code === name | words}, then the text up to the next one. */
final class Cases {
    private static final Pattern START = Pattern.compile("^=== (.+?) \\| (.*)$", Pattern.MULTILINE);

    private Cases() {}

    /**
     * A case.
     *
     * @param name says what is wrong
     * @param words that the message has to hold
     * @param text with a mark
     */
    record Case(String name, String words, String text) {}

    static List<Case> read(String resource) {
        String all = text(resource);
        List<Case> cases = new ArrayList<>();
        Matcher start = START.matcher(all);
        for (boolean found = start.find(); found; ) {
            String name = start.group(1);
            String words = start.group(2);
            int from = start.end() + 1;
            found = start.find();
            int to = found ? start.start() : all.length();
            cases.add(new Case(name, words.strip(), all.substring(from, to).strip() + "\n"));
        }
        return cases;
    }

    private static String text(String resource) {
        try (InputStream in = requireNonNull(Cases.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
