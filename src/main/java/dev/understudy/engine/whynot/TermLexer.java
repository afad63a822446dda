package dev.understudy.engine.whynot;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a constraint into words. */
final class TermLexer {
    private static final Pattern TOKEN = Pattern.compile("""
            (?<space>\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/)\
            |(?<number>\\d[\\d_]*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?[lLfFdDBI]?)\
            |(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*)\
            |(?<text>"(?:[^"\\\\]|\\\\.)*+"|'(?:[^'\\\\]|\\\\.)*+')\
            |(?<sign>\\|\\||&&|==|!=|>=|<=|:=|!\\.|[-+*/%<>!()\\[\\].,:?=])""");

    private TermLexer() {}

    /** What a token is. */
    enum Kind {
        NUMBER,
        WORD,
        TEXT,
        SIGN,
        END
    }

    /** One token. */
    record Token(Kind kind, String text, int start, int end) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equals(word);
        }
    }

    /**
     * The tokens, with one {@code END} behind them.
     *
     * @throws Unread when there is something else
     */
    static List<Token> read(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new Unread();
            }
            at = matcher.end();
            if (matcher.group("space") == null) {
                tokens.add(new Token(kind(matcher), matcher.group(), matcher.start(), at));
            }
        }
        tokens.add(new Token(Kind.END, "", text.length(), text.length()));
        return tokens;
    }

    private static Kind kind(Matcher matcher) {
        if (matcher.group("number") != null) {
            return Kind.NUMBER;
        }
        if (matcher.group("word") != null) {
            return Kind.WORD;
        }
        return matcher.group("text") != null ? Kind.TEXT : Kind.SIGN;
    }

    /** Thrown for what is not understood. */
    static final class Unread extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unread() {
            super(null, null, false, false);
        }
    }
}
