package dev.understudy.engine.mutation;

import dev.understudy.engine.drl.DeclaredTypes;
import dev.understudy.engine.drl.PlacedRule;
import dev.understudy.engine.drl.RuleParts;
import dev.understudy.engine.drl.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.drl.ast.descr.EnumDeclarationDescr;
import org.drools.drl.ast.descr.EnumLiteralDescr;

/** Finds what of a rule can be written otherwise: comparisons, numbers, constants and texts. */
public final class MutationFinder {
    private static final Map<String, String> COMPARISONS =
            Map.of(">=", ">", ">", ">=", "<=", "<", "<", "<=", "==", "!=", "!=", "==");

    private static final Set<String> WORDS = Set.of("contains", "matches", "memberOf", "soundslike", "in");

    private final Map<String, List<String>> constantsByEnum = new HashMap<>();

    /** Knows the constants of declared enums. */
    public MutationFinder(DeclaredTypes types) {
        types.all().forEach(type -> {
            if (type.tree() instanceof EnumDeclarationDescr tree) {
                constantsByEnum.put(
                        type.simpleName(),
                        tree.getLiterals().stream()
                                .map(EnumLiteralDescr::getName)
                                .toList());
            }
        });
    }

    /** All that can be written otherwise, most telling first. */
    public List<Mutation> find(PlacedRule rule) {
        RuleParts parts = RuleParts.of(rule);
        List<Mutation> found = new ArrayList<>();
        new Reading(rule, parts, parts.conditions(), true, found).read();
        new Reading(rule, parts, parts.consequence(), false, found).read();
        return found.stream().sorted(Mutation.ORDER).toList();
    }

    /** One part of one rule. */
    private final class Reading {
        private final PlacedRule rule;
        private final RuleParts parts;
        private final List<Token> tokens;
        private final boolean conditions;
        private final List<Mutation> found;
        private int generics;

        Reading(PlacedRule rule, RuleParts parts, List<Token> tokens, boolean conditions, List<Mutation> found) {
            this.rule = rule;
            this.parts = parts;
            this.tokens = tokens;
            this.conditions = conditions;
            this.found = found;
        }

        void read() {
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                switch (token.kind()) {
                    case SIGN -> sign(i, token);
                    case NUMBER ->
                        Literals.numbersBeside(token.text()).forEach(text -> add(constant(), token, token.end(), text));
                    case TEXT -> {
                        List<String> texts = Literals.textsBeside(token.text());
                        texts.forEach(text ->
                                add(texts.size() > 1 ? constant() : Mutation.Kind.TEXT, token, token.end(), text));
                    }
                    case WORD -> word(i, token);
                }
            }
        }

        private Mutation.Kind constant() {
            return conditions ? Mutation.Kind.THRESHOLD : Mutation.Kind.CONSTANT;
        }

        private void sign(int i, Token token) {
            String other = COMPARISONS.get(token.text());
            if (other == null) {
                return;
            }
            if (token.is("<") && isTypeName(i - 1) && isTypeName(i + 1)) {
                generics++;
            } else if (token.is(">") && generics > 0) {
                generics--;
            } else {
                add(Mutation.Kind.COMPARISON, token, token.end(), other);
            }
        }

        /** {@code List} in {@code List<Item>}; a constant in capitals is none. */
        private boolean isTypeName(int i) {
            if (i < 0 || i >= tokens.size()) {
                return false;
            }
            Token token = tokens.get(i);
            return token.kind() == Token.Kind.WORD
                    && Character.isUpperCase(token.text().charAt(0))
                    && token.text().chars().anyMatch(Character::isLowerCase);
        }

        private void word(int i, Token token) {
            boolean behindDot =
                    i > 0 && (tokens.get(i - 1).is(".") || tokens.get(i - 1).is("!."));
            List<String> constants = constantsByEnum.get(token.text());
            if (constants != null && i + 2 < tokens.size() && tokens.get(i + 1).is(".")) {
                enumConstant(tokens.get(i + 2), constants);
            } else if (!behindDot && (token.is("true") || token.is("false"))) {
                add(constant(), token, token.end(), token.is("true") ? "false" : "true");
            } else if (conditions && !behindDot && WORDS.contains(token.text()) && i > 0) {
                operator(i, token);
            }
        }

        private void enumConstant(Token token, List<String> constants) {
            int at = constants.indexOf(token.text());
            if (at >= 0 && constants.size() > 1) {
                add(constant(), token, token.end(), constants.get((at + 1) % constants.size()));
            }
        }

        /** {@code x in (…)} to {@code x not in (…)} and back. */
        private void operator(int i, Token token) {
            Token before = tokens.get(i - 1);
            if (before.is("not")) {
                add(Mutation.Kind.COMPARISON, before, token.end(), token.text());
            } else if (before.kind() == Token.Kind.WORD || before.is(")") || before.is("]")) {
                add(Mutation.Kind.COMPARISON, token, token.end(), "not " + token.text());
            }
        }

        private void add(Mutation.Kind kind, Token from, int end, String mutated) {
            String text = parts.text();
            int offset = Math.max(0, rule.tree().getStartCharacter());
            // Of a text in a table the quote is the head's, and what stands in it the cell's.
            boolean inside =
                    from.kind() == Token.Kind.TEXT && rule.file().file().isTable();
            int line = text.lastIndexOf('\n', from.start()) + 1;
            int next = text.indexOf('\n', end);
            found.add(new Mutation(
                    rule.name(),
                    kind,
                    rule.file().file().place(offset + from.start() + (inside ? 1 : 0)),
                    text.substring(from.start(), end),
                    mutated,
                    text.substring(line, next < 0 ? text.length() : next).strip(),
                    from.start()));
        }
    }
}
