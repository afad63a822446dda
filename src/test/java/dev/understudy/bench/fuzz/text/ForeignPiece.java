package dev.understudy.bench.fuzz.text;

import java.util.ArrayList;
import java.util.List;

/** Adds a rule, query, type or function of another file, or puts it in the place of one. */
record ForeignPiece(Corpus corpus) implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        List<String> pieces = new ArrayList<>(Syntax.pieces(drl));
        String foreign = "\n" + corpus.piece(dice) + "\n";
        int at = 1 + dice.below(pieces.size());
        if (at < pieces.size() && dice.oneIn(3)) {
            pieces.set(at, foreign);
        } else {
            pieces.add(Math.min(at, pieces.size()), foreign);
        }
        return Syntax.join(pieces);
    }
}
