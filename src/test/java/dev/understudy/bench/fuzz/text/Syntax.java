package dev.understudy.bench.fuzz.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where the parts of a DRL file are, as far as searching finds them: a fuzzer may err. */
final class Syntax {
    private static final String BRACKETS = "\\((?:[^()]++|\\((?:[^()]++|\\([^()]*+\\))*+\\))*+\\)";

    static final Pattern PIECE = Pattern.compile("(?m)^[ \\t]*(?:rule|query|declare|function)\\b");
    static final Pattern PATTERN = Pattern.compile("(?:\\$\\w++ ?: ?)?\\b[A-Z]\\w*+ ?" + BRACKETS);
    static final Pattern CONSTRAINT = Pattern.compile("(?<=[A-Z]\\w{0,20}\\()[^()\\n;]+(?=\\))");
    static final Pattern STATEMENT = Pattern.compile("(?<=[;{}]|\\bthen\\b)[^;{}\\n]+;");
    static final Pattern STATEMENT_START = Pattern.compile("(?<=[;{}]\\s|\\bthen\\s)");
    static final Pattern RETURN = Pattern.compile("(?<=\\breturn )[^;{}]+(?=;)");
    static final Pattern ARGUMENT = Pattern.compile("(?<=[(,])[^(),;{}\\n]+(?=[),])");
    static final Pattern CALL = Pattern.compile("(?<![\\w$.])[\\w$.]++" + BRACKETS);
    static final Pattern MEMBER = Pattern.compile("(?<=\\.)[a-z]\\w*+(?=\\()");
    static final Pattern LITERAL =
            Pattern.compile("\\b\\d+(?:\\.\\d+)?[LlBd]?\\b|\"[^\"\\n]*\"|\\btrue\\b|\\bfalse\\b|\\bnull\\b");
    static final Pattern FIELD = Pattern.compile("(?m)^[ \\t]++\\w++ *+: *+[\\w.<>,\\[\\]]++");
    static final Pattern FIELD_TYPE = Pattern.compile("(?m)(?<=^\\s{1,8}\\w{1,30}\\s{0,3}:\\s{1,3})[\\w.]+");
    static final Pattern ATTRIBUTE_PLACE = Pattern.compile("(?m)(?<=^[ \\t]{0,4}rule \"[^\"]{1,80}\")\\s");
    static final Pattern WHEN = Pattern.compile("\\bwhen\\b");
    static final Pattern TOKEN = Pattern.compile("[\\w$]+|[^\\s\\w$]");

    private Syntax() {}

    /** The header first, then each rule, query, type and function with all up to the next; joined they are the text. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (Span start : Span.all(PIECE, text)) {
            pieces.add(text.substring(from, start.start()));
            from = start.start();
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    static String join(List<String> pieces) {
        return String.join("", pieces);
    }
}
