package dev.understudy.bench.fuzz.text;

/** Calls another member that is offered by the same receiver. */
record OtherMember(Expressions expressions) implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        String call = expressions.call(dice);
        int bracket = call.indexOf('(');
        String member = call.substring(call.lastIndexOf('.', bracket) + 1, bracket);
        return Span.one(Syntax.MEMBER, drl, dice)
                .map(span -> span.replaced(drl, member))
                .orElse(drl);
    }
}
