package dev.understudy.engine.drl;

import dev.understudy.ruleset.Diagnostic;
import java.util.List;
import java.util.Set;

/**
 * What is refused before any parser sees the text: what would take a parser too long, and what reads to a person
 * otherwise than to the compiler.
 */
final class TextChecks {
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int MOST_DEPTH = 60;
    /** Drools' parser of expressions takes time exponential in the depth of brackets, so it never sees a deep one. */
    private static final int MOST_DEPTH_OF_CONDITION = 6;

    private static final int MOST_OPERATORS = 500;
    private static final String OPERATORS = "+-*/%&|^?<>=!";
    private static final Set<String> ENDS = Set.of("end", "then", "rule", "when", "declare");

    /** Behind these an expression or a pattern goes on, whatever it is called. */
    private static final Set<String> OPEN_ENDED = Set.of(
            ".",
            "+",
            "-",
            "*",
            "/",
            "%",
            "&",
            "|",
            "^",
            "?",
            "<",
            ">",
            "=",
            "!",
            ":",
            "from",
            "and",
            "or",
            "not",
            "exists",
            "in",
            "over",
            "matches",
            "contains",
            "memberOf");

    private final DrlFile file;
    private final String text;
    private final List<Diagnostic> faults;
    private int at;
    private int depth;
    private int round;
    private int operators;
    private Part part = Part.EXPRESSIONS;
    private String before = "";

    /** Who reads the text: Drools' parser of expressions, or the Java compiler alone. */
    private enum Part {
        EXPRESSIONS,
        CONSEQUENCE,
        FUNCTION
    }

    private TextChecks(DrlFile file, List<Diagnostic> faults) {
        this.file = file;
        this.text = file.text();
        this.faults = faults;
    }

    /** Whether a parser may see {@code file}; if not, {@code faults} says why. */
    static boolean pass(DrlFile file, List<Diagnostic> faults) {
        if (file.text().length() > MOST_CHARACTERS) {
            faults.add(file.error(
                    MOST_CHARACTERS, "A file of rules has at most a million characters; divide it into several."));
            return false;
        }
        return new TextChecks(file, faults).scan();
    }

    private boolean scan() {
        int before = faults.size();
        while (at < text.length() && faults.size() == before) {
            char c = text.charAt(at);
            if (text.startsWith("//", at)) {
                skipTo("\n");
            } else if (text.startsWith("/*", at)) {
                skipTo("*/");
            } else if (c == '"' || c == '\'') {
                skipText(c);
            } else if (Character.isJavaIdentifierStart(c)) {
                skipWord();
            } else {
                read(c);
                at++;
            }
        }
        return faults.size() == before;
    }

    private void read(char c) {
        if (!Character.isWhitespace(c)) {
            before = String.valueOf(c);
        }
        if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == 'u') {
            fault("Write the character itself: an escape like \\u0041 is offered inside of texts alone.");
        } else if (c == ';' || c == '{' || c == '}') {
            operators = 0;
        } else if (OPERATORS.indexOf(c) >= 0 && ++operators > MOST_OPERATORS) {
            fault("A statement has at most " + MOST_OPERATORS + " operators; divide it.");
        }
        if (c == '(' || c == '[' || c == '{') {
            open(c);
        } else if (c == ')' || c == ']' || c == '}') {
            close(c);
        }
    }

    private void open(char c) {
        if (++depth > MOST_DEPTH) {
            fault("Brackets are nested more than " + MOST_DEPTH + " deep; divide the expression.");
        } else if (c == '(' && ++round > MOST_DEPTH_OF_CONDITION + 1 && part == Part.EXPRESSIONS) {
            fault("Brackets in a condition are nested more than " + MOST_DEPTH_OF_CONDITION
                    + " deep; split the condition.");
        }
    }

    private void close(char c) {
        depth = Math.max(0, depth - 1);
        if (c == ')') {
            round = Math.max(0, round - 1);
        }
        if (depth == 0 && c == '}' && part == Part.FUNCTION) {
            part = Part.EXPRESSIONS;
        }
    }

    /** Only outside of brackets a word begins or ends a part; what is left open stays with the stricter one. */
    private void enter(String word) {
        if (depth > 0 || OPEN_ENDED.contains(before)) {
            return;
        }
        switch (word) {
            case "then" -> part = Part.CONSEQUENCE;
            case "end" -> part = Part.EXPRESSIONS;
            case "function" -> part = part == Part.EXPRESSIONS ? Part.FUNCTION : part;
            default -> {
                return;
            }
        }
        round = 0;
    }

    private void skipTo(String end) {
        int close = text.indexOf(end, at + 2);
        int stop = close < 0 ? text.length() : close + end.length();
        int escape = text.indexOf("\\u", at);
        if (escape >= 0 && escape < stop) {
            at = escape;
            fault("The compiler would read this escape even inside of a comment; leave it out.");
        }
        at = stop;
    }

    private void skipText(char quote) {
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                if (text.startsWith("u00", at + 1) && at + 4 < text.length() && text.charAt(at + 4) < '8') {
                    fault("Write the character itself: the compiler would read this escape before it sees the text.");
                    return;
                }
                at++;
            } else if (c == quote || c == '\n') {
                at++;
                return;
            }
        }
    }

    private void skipWord() {
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        if (ENDS.contains(word)) {
            operators = 0;
        }
        enter(word);
        before = word;
    }

    private void fault(String message) {
        faults.add(file.error(at, message));
    }
}
