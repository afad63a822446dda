package dev.understudy.bench.fuzz.text;

import java.util.regex.Pattern;

/** Writes a part of one kind twice. */
record DuplicatePart(Pattern kind) implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        return Span.one(kind, drl, dice)
                .map(span -> span.replaced(drl, span.of(drl) + " " + span.of(drl)))
                .orElse(drl);
    }
}
