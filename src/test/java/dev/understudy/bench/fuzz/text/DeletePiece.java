package dev.understudy.bench.fuzz.text;

import java.util.ArrayList;
import java.util.List;

/** Takes out a rule, query, type or function. */
record DeletePiece() implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        List<String> pieces = new ArrayList<>(Syntax.pieces(drl));
        pieces.remove(dice.below(pieces.size()));
        return Syntax.join(pieces);
    }
}
