package dev.understudy.bench.fuzz.text;

import java.util.regex.Pattern;

/** Takes out a part of one kind: a pattern, a statement, an argument. */
record DeletePart(Pattern kind) implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        return Span.one(kind, drl, dice).map(span -> span.replaced(drl, "")).orElse(drl);
    }
}
