package dev.understudy.bench.fuzz.text;

import java.util.regex.Pattern;

/** Puts a part of another file in the place of one of the same kind. */
record ForeignPart(Corpus corpus, Pattern kind) implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        return Span.one(kind, drl, dice)
                .map(span -> span.replaced(drl, corpus.part(kind, dice)))
                .orElse(drl);
    }
}
