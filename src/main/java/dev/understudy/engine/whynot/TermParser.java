package dev.understudy.engine.whynot;

import dev.understudy.engine.whynot.TermLexer.Kind;
import dev.understudy.engine.whynot.TermLexer.Token;
import dev.understudy.engine.whynot.TermLexer.Unread;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the commoner constraints of DRL, to tell their values and parts apart. What it does not know is {@link
 * Term.Unreadable} as a whole, and is then told in the author's words alone. Used once.
 */
final class TermParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", ">=", "<=", ">", "<");
    private static final Set<String> WORDS =
            Set.of("in", "contains", "excludes", "memberOf", "matches", "soundslike", "startsWith", "endsWith");
    private static final int MOST_DEPTH = 32;

    private final List<Token> tokens;
    private int at;
    private int depth;
    private @Nullable Term lastLeft;

    private TermParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Term parse(String text) {
        try {
            TermParser parser = new TermParser(TermLexer.read(text));
            Term term = parser.bound();
            if (parser.peek().kind() != Kind.END) {
                throw new Unread();
            }
            return term;
        } catch (Unread _) {
            return new Term.Unreadable(0, text.length());
        }
    }

    private Term bound() {
        if (++depth > MOST_DEPTH) {
            throw new Unread();
        }
        Token first = peek();
        Token second = tokens.get(Math.min(at + 1, tokens.size() - 1));
        Term term;
        if (first.kind() == Kind.WORD && (second.is(":") || second.is(":="))) {
            at += 2;
            Term bound = either();
            term = new Term.Bind(first.text(), bound, first.start(), bound.end());
        } else {
            term = either();
        }
        depth--;
        return term;
    }

    private Term either() {
        List<Term> parts = new ArrayList<>(List.of(both()));
        while (take("||")) {
            parts.add(both());
        }
        return parts.size() == 1
                ? parts.getFirst()
                : new Term.Either(
                        parts, parts.getFirst().start(), parts.getLast().end());
    }

    private Term both() {
        List<Term> parts = new ArrayList<>(List.of(relation()));
        while (take("&&")) {
            parts.add(relation());
        }
        return parts.size() == 1
                ? parts.getFirst()
                : new Term.Both(parts, parts.getFirst().start(), parts.getLast().end());
    }

    private Term relation() {
        Token first = peek();
        if (first.kind() == Kind.SIGN && COMPARISONS.contains(first.text()) && lastLeft != null) {
            at++;
            Term right = sum();
            return new Term.Compare(lastLeft, first.text(), right, first.start(), right.end());
        }
        Term left = sum();
        Token operator = peek();
        if (operator.kind() == Kind.SIGN && COMPARISONS.contains(operator.text())) {
            at++;
            lastLeft = left;
            Term right = sum();
            return new Term.Compare(left, operator.text(), right, left.start(), right.end());
        }
        return operator.kind() == Kind.WORD ? worded(left) : left;
    }

    private Term worded(Term left) {
        boolean negated = peek().isWord("not");
        at += negated ? 1 : 0;
        Token word = peek();
        if (word.kind() != Kind.WORD || !WORDS.contains(word.text())) {
            throw new Unread();
        }
        at++;
        lastLeft = left;
        if (word.isWord("in")) {
            expect("(");
            List<Term> right = list();
            return new Term.Worded(left, negated, "in", right, left.start(), last().end());
        }
        Term right = sum();
        return new Term.Worded(left, negated, word.text(), List.of(right), left.start(), right.end());
    }

    private Term sum() {
        Term left = product();
        while (peek().is("+") || peek().is("-")) {
            char operator = next().text().charAt(0);
            Term right = product();
            left = new Term.Arithmetic(left, operator, right, left.start(), right.end());
        }
        return left;
    }

    private Term product() {
        Term left = unary();
        while (peek().is("*") || peek().is("/") || peek().is("%")) {
            char operator = next().text().charAt(0);
            Term right = unary();
            left = new Term.Arithmetic(left, operator, right, left.start(), right.end());
        }
        return left;
    }

    private Term unary() {
        Token first = peek();
        if (take("!")) {
            Term inner = unary();
            return new Term.Not(inner, first.start(), inner.end());
        }
        if (take("-")) {
            Term inner = unary();
            if (inner instanceof Term.Literal literal && literal.value() instanceof BigDecimal number) {
                return new Term.Literal(number.negate(), first.start(), inner.end());
            }
            throw new Unread();
        }
        return chain(primary());
    }

    private Term chain(Term first) {
        Term term = first;
        while (take(".") || take("!.")) {
            Token name = next();
            if (name.kind() != Kind.WORD) {
                throw new Unread();
            }
            term = take("(")
                    ? new Term.Call(term, name.text(), list(), term.start(), last().end())
                    : new Term.Field(term, name.text(), term.start(), name.end());
        }
        return term;
    }

    private Term primary() {
        Token token = next();
        return switch (token.kind()) {
            case NUMBER -> new Term.Literal(number(token.text()), token.start(), token.end());
            case TEXT -> new Term.Literal(unquoted(token.text()), token.start(), token.end());
            case WORD -> word(token);
            case SIGN -> {
                if (!token.is("(")) {
                    throw new Unread();
                }
                Term inner = bound();
                expect(")");
                yield new Term.Enclosed(inner, token.start(), last().end());
            }
            case END -> throw new Unread();
        };
    }

    private Term word(Token token) {
        return switch (token.text()) {
            case "true" -> new Term.Literal(true, token.start(), token.end());
            case "false" -> new Term.Literal(false, token.start(), token.end());
            case "null" -> new Term.Literal(null, token.start(), token.end());
            case "new", "instanceof", "not" -> throw new Unread();
            default -> take("(") ? call(token) : new Term.Name(token.text(), token.start(), token.end());
        };
    }

    private Term call(Token name) {
        List<Term> arguments = list();
        return name.text().equals("eval") && arguments.size() == 1
                ? new Term.Enclosed(arguments.getFirst(), name.start(), last().end())
                : new Term.Call(null, name.text(), arguments, name.start(), last().end());
    }

    /** What is between an opening bracket, which was taken, and its closing one. */
    private List<Term> list() {
        List<Term> terms = new ArrayList<>();
        if (take(")")) {
            return terms;
        }
        do {
            terms.add(bound());
        } while (take(","));
        expect(")");
        return terms;
    }

    private static BigDecimal number(String text) {
        String digits = text.replace("_", "");
        char suffix = digits.charAt(digits.length() - 1);
        return new BigDecimal(Character.isLetter(suffix) ? digits.substring(0, digits.length() - 1) : digits);
    }

    private static String unquoted(String text) {
        String inner = text.substring(1, text.length() - 1);
        if (inner.indexOf('\\') >= 0) {
            throw new Unread();
        }
        return inner;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private Token last() {
        return tokens.get(at - 1);
    }

    private boolean take(String sign) {
        boolean taken = peek().is(sign);
        at += taken ? 1 : 0;
        return taken;
    }

    private void expect(String sign) {
        if (!take(sign)) {
            throw new Unread();
        }
    }
}
