package dev.understudy.bench.fuzz.text;

import java.util.regex.Pattern;

/** Puts a call that is never allowed in the place of an expression. */
record HarmfulExpression() implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        Pattern kind = dice.of(
                Syntax.ARGUMENT, Syntax.RETURN, Syntax.CALL, Syntax.LITERAL, Syntax.CONSTRAINT, Syntax.FIELD_TYPE);
        return Span.one(kind, drl, dice)
                .map(span -> span.replaced(drl, Harm.expression(dice)))
                .orElse(drl);
    }
}
