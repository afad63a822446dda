package dev.understudy.bench.fuzz.text;

/** Adds a statement that is never allowed. */
record HarmfulStatement() implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        return Span.one(Syntax.STATEMENT_START, drl, dice)
                .map(span -> span.replaced(drl, Harm.statement(dice) + " "))
                .orElse(drl);
    }
}
