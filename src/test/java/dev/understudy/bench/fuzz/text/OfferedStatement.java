package dev.understudy.bench.fuzz.text;

/** Adds a statement that calls what is offered, and may put the result among the facts. */
record OfferedStatement(Expressions expressions) implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        String call = expressions.call(dice);
        String statement = switch (dice.below(4)) {
            case 0 -> call + ";";
            case 1 -> "insert((Object) " + call + ");";
            case 2 -> "insert(String.valueOf((Object) " + call + "));";
            default -> "Object o" + dice.below(1000) + " = " + call + ";";
        };
        return Span.one(Syntax.STATEMENT_START, drl, dice)
                .map(span -> span.replaced(drl, statement + " "))
                .orElse(drl);
    }
}
