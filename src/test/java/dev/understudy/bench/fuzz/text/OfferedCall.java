package dev.understudy.bench.fuzz.text;

import java.util.regex.Pattern;

/** Puts a call of what is offered in the place of an expression. */
record OfferedCall(Expressions expressions) implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        Pattern kind = dice.of(Syntax.ARGUMENT, Syntax.RETURN, Syntax.CALL, Syntax.LITERAL, Syntax.CONSTRAINT);
        return Span.one(kind, drl, dice)
                .map(span -> span.replaced(drl, expressions.call(dice)))
                .orElse(drl);
    }
}
