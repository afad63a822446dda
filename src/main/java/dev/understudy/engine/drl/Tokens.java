package dev.understudy.engine.drl;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes DRL or Java apart, without blanks and comments: two texts with the same tokens are the same rule, however they
 * are laid out. Never fails: what is no token is taken for a sign.
 */
public final class Tokens {
    /** Signs of more than one letter. {@code >>} is left out, since it also closes two types at once. */
    private static final List<String> SIGNS = List.of(
            "==", "!=", ">=", "<=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "->", ":=",
            "::", "!.");

    private static final String BLOCK = "\"\"\"";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    /** All tokens, in order. */
    public static List<Token> of(String text) {
        return new Tokens(text).read();
    }

    /** What the tokens say, without their places. */
    public static List<String> words(String text) {
        return of(text).stream().map(Token::text).toList();
    }

    private List<Token> read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                at = behind("\n", at);
            } else if (text.startsWith("/*", at)) {
                at = behind("*/", at + 2);
            } else {
                token(c);
            }
        }
        return tokens;
    }

    private int behind(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    private void token(char c) {
        int start = at;
        Token.Kind kind;
        if (c == '"' || c == '\'') {
            kind = Token.Kind.TEXT;
            at = text.startsWith(BLOCK, at) ? behind(BLOCK, at + BLOCK.length()) : endOfText(c);
        } else if (Character.isJavaIdentifierStart(c)) {
            kind = Token.Kind.WORD;
            at = endOfWord(at);
        } else if (isDigit(at)) {
            kind = Token.Kind.NUMBER;
            at = endOfNumber();
        } else {
            kind = Token.Kind.SIGN;
            at += SIGNS.stream()
                    .filter(sign -> text.startsWith(sign, start))
                    .mapToInt(String::length)
                    .findFirst()
                    .orElse(1);
        }
        tokens.add(new Token(kind, start, at, text.substring(start, at)));
    }

    private int endOfText(char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
        }
        return text.length();
    }

    private int endOfWord(int from) {
        int i = from;
        while (i < text.length() && Character.isJavaIdentifierPart(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** {@code 12.5e-3B}, and whatever else starts like a number: {@code 0x1F}, {@code 10m}. */
    private int endOfNumber() {
        int end = endOfWord(at);
        if (end < text.length() && text.charAt(end) == '.' && isDigit(end + 1)) {
            end = endOfWord(end + 1);
        }
        boolean exponent = end + 1 < text.length()
                && "eE".indexOf(text.charAt(end - 1)) >= 0
                && !text.startsWith("0x", at)
                && "+-".indexOf(text.charAt(end)) >= 0
                && isDigit(end + 1);
        return exponent ? endOfWord(end + 1) : end;
    }

    private boolean isDigit(int place) {
        return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
    }
}
