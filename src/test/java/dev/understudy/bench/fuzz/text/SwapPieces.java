package dev.understudy.bench.fuzz.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Puts one rule, query, type or function into another's place. */
record SwapPieces() implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        List<String> pieces = new ArrayList<>(Syntax.pieces(drl));
        Collections.swap(pieces, dice.below(pieces.size()), dice.below(pieces.size()));
        return Syntax.join(pieces);
    }
}
