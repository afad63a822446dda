package dev.understudy.bench.fuzz.text;

import java.util.List;
import java.util.regex.Pattern;

/** Swaps two parts of one kind. */
record SwapParts(Pattern kind) implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        List<Span> all = Span.all(kind, drl);
        if (all.size() < 2) {
            return drl;
        }
        int first = dice.below(all.size() - 1);
        Span one = all.get(first);
        Span other = all.get(first + 1 + dice.below(all.size() - first - 1));
        return other.start() < one.end() ? drl : one.replaced(other.replaced(drl, one.of(drl)), other.of(drl));
    }
}
