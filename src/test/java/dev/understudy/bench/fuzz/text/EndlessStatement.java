package dev.understudy.bench.fuzz.text;

/** Adds a statement that a budget has to stop. */
record EndlessStatement() implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        return Span.one(Syntax.STATEMENT_START, drl, dice)
                .map(span -> span.replaced(drl, Loops.statement(dice) + " "))
                .orElse(drl);
    }
}
