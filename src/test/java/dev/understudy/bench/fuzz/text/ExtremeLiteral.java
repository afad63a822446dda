package dev.understudy.bench.fuzz.text;

/** Puts a value at the edge in the place of a literal. */
record ExtremeLiteral() implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        return Span.one(Syntax.LITERAL, drl, dice)
                .map(span -> span.replaced(drl, Literals.any(dice)))
                .orElse(drl);
    }
}
