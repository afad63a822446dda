package dev.understudy.engine.whynot;

import dev.understudy.engine.whynot.TermLexer.Kind;
import dev.understudy.engine.whynot.TermLexer.Token;
import dev.understudy.engine.whynot.TermLexer.Unread;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which variables of a rule must not be shown, since what they stand for comes from a sensitive field. Goes by names
 * alone, so that it hides too much rather than too little.
 */
final class Secrets {
    private final Set<String> fields;
    private final Set<String> variables = new HashSet<>();

    private Secrets(Set<String> fields) {
        this.fields = fields;
    }

    /**
     * The variables of a rule that must not be shown.
     *
     * @param sensitive {@code Type.field}
     */
    static Set<String> of(List<Written> conditions, Collection<String> sensitive) {
        Set<String> fields = new HashSet<>();
        sensitive.forEach(each -> fields.add(each.substring(each.indexOf('.') + 1)));
        Secrets secrets = new Secrets(fields);
        if (!fields.isEmpty()) {
            // What is bound below may be used above: in an accumulate, say.
            int before;
            do {
                before = secrets.variables.size();
                conditions.forEach(secrets::look);
            } while (secrets.variables.size() > before);
        }
        return secrets.variables;
    }

    static Set<String> with(Set<String> some, String another) {
        Set<String> more = new HashSet<>(some);
        more.add(another);
        return more;
    }

    private void look(Written written) {
        switch (written) {
            case Written.Pattern pattern -> look(pattern);
            case Written.Group group -> group.children().forEach(this::look);
            case Written.Eval _ -> {}
        }
    }

    private void look(Written.Pattern pattern) {
        for (Part constraint : pattern.constraints()) {
            bind(constraint.text());
        }
        switch (pattern.source()) {
            case null -> {}
            case Written.Source.From from -> {
                if (isSecret(from.expression())) {
                    variables.add(pattern.label());
                    variables.add(labelOf(pattern.part()));
                    pattern.constraints().forEach(each -> bindAll(each.text()));
                }
            }
            case Written.Source.Fold fold -> {
                fold.input().forEach(this::look);
                for (Written.Source.Result result : fold.results()) {
                    if (isSecret(result.expression())) {
                        variables.add(result.variable().isEmpty() ? pattern.label() : result.variable());
                    }
                }
            }
        }
    }

    /** Stands for a pattern that has no label. */
    static String labelOf(Part pattern) {
        return pattern.spot().toString();
    }

    /** A constraint may bind in its middle, so that whatever it binds is as secret as all of it. */
    private void bind(String constraint) {
        if (isSecret(constraint)) {
            bindAll(constraint);
        }
    }

    private void bindAll(String constraint) {
        List<Token> tokens = tokens(constraint);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).kind() == Kind.WORD
                    && (tokens.get(i + 1).is(":") || tokens.get(i + 1).is(":="))) {
                variables.add(tokens.get(i).text());
            }
        }
    }

    private boolean isSecret(String expression) {
        return tokens(expression).stream().anyMatch(token -> token.kind() == Kind.WORD && isSecretName(token.text()));
    }

    private boolean isSecretName(String name) {
        if (fields.contains(name) || variables.contains(name)) {
            return true;
        }
        if (!name.startsWith("get") || name.length() == 3) {
            return false;
        }
        return fields.contains(Character.toLowerCase(name.charAt(3)) + name.substring(4));
    }

    private static List<Token> tokens(String text) {
        try {
            return TermLexer.read(text);
        } catch (Unread _) {
            return Arrays.stream(text.split("[^\\p{L}\\p{N}_$]+"))
                    .map(word -> new Token(Kind.WORD, word, 0, 0))
                    .toList();
        }
    }
}
