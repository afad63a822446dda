package dev.understudy.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A list of what rules may use, as it is written. Errors name file, line and column.
 *
 * @param entries in the order of the file
 */
record AllowList(List<Entry> entries) {
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern CLASS = Pattern.compile("[a-z]\\w*(\\.\\w+)+(\\$\\w+)*");
    private static final Pattern MEMBER = Pattern.compile("\\w+(\\([\\w.,$\\[\\]]*\\))?");

    /**
     * Reads a list.
     *
     * @param file its name, for messages
     * @param engine whether scopes, packages and {@code *} may be used
     * @throws IllegalArgumentException if something can't be read
     */
    static AllowList read(String file, String text, boolean engine) {
        return new Reader(file, engine).read(text);
    }

    /** Reads line by line. */
    private static final class Reader {
        private final String file;
        private final boolean engine;
        private final List<Entry> entries = new ArrayList<>();
        private @Nullable Entry open;
        private Scope scope = Scope.CODE;

        Reader(String file, boolean engine) {
            this.file = file;
            this.engine = engine;
        }

        AllowList read(String text) {
            int number = 0;
            for (String line : text.lines().toList()) {
                number++;
                int comment = line.indexOf('#');
                String code = comment < 0 ? line : line.substring(0, comment);
                if (!code.isBlank()) {
                    readLine(code, number);
                }
            }
            if (entries.isEmpty()) {
                throw fault(1, 1, "a list without a class would offer nothing");
            }
            return new AllowList(List.copyOf(entries));
        }

        private void readLine(String line, int number) {
            List<Word> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(line);
            while (matcher.find()) {
                words.add(new Word(matcher.group(), matcher.start() + 1));
            }
            if (Character.isWhitespace(line.charAt(0))) {
                words.forEach(word -> addMember(word, number));
                return;
            }
            Word head = words.getFirst();
            switch (head.text()) {
                case "class" -> addEntry(words, number, false);
                case "package" -> addEntry(words, number, true);
                case "scope" -> changeScope(words, number);
                default ->
                    throw fault(
                            number,
                            head.column(),
                            "'" + head.text() + "' is no 'class'; members are indented by spaces");
            }
        }

        private void changeScope(List<Word> words, int number) {
            if (!engine || words.size() != 2) {
                throw fault(number, 1, "a scope can't stand here");
            }
            try {
                scope = Scope.named(words.get(1).text());
            } catch (IllegalArgumentException e) {
                throw fault(number, words.get(1).column(), String.valueOf(e.getMessage()));
            }
            open = null;
        }

        private void addEntry(List<Word> words, int number, boolean wholePackage) {
            Word head = words.getFirst();
            if (words.size() < 2) {
                throw fault(number, head.column(), "'" + head.text() + "' needs a name");
            }
            if (wholePackage && !engine) {
                throw fault(number, head.column(), "classes are listed one by one, never by their package");
            }
            Word name = words.get(1);
            if (!CLASS.matcher(name.text()).matches()) {
                throw fault(number, name.column(), "'" + name.text() + "' is no full name, as java.lang.String is one");
            }
            boolean value = words.size() == 3 && words.get(2).text().equals("value");
            if (words.size() > 2 && !value) {
                throw fault(number, words.get(2).column(), "only 'value' may stand after the name");
            }
            String path = name.text().replace('.', '/');
            entries.stream()
                    .filter(entry -> entry.name().equals(path) && entry.scope() == scope)
                    .filter(entry -> entry.wholePackage() == wholePackage)
                    .findFirst()
                    .ifPresent(twice -> {
                        throw fault(number, name.column(), name.text() + " is listed already at " + twice.place());
                    });
            open = new Entry(path, wholePackage, value, scope, new LinkedHashSet<>(), file + ":" + number);
            entries.add(open);
        }

        private void addMember(Word word, int number) {
            Entry owner = open;
            if (owner == null) {
                throw fault(number, word.column(), "'" + word.text() + "' belongs to no class");
            }
            boolean all = word.text().equals("*");
            if (all && !engine) {
                throw fault(number, word.column(), "'*' is not offered: the next version of Java adds members");
            }
            if (!all && !MEMBER.matcher(word.text()).matches()) {
                throw fault(number, word.column(), "'" + word.text() + "' is no member's name");
            }
            Set<String> members = owner.members();
            if (!members.add(word.text())) {
                throw fault(number, word.column(), "'" + word.text() + "' is listed twice");
            }
        }

        private IllegalArgumentException fault(int line, int column, String message) {
            return new IllegalArgumentException(file + ":" + line + ":" + column + " " + message + ".");
        }
    }

    private record Word(String text, int column) {}
}
