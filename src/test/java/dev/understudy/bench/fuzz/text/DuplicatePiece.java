package dev.understudy.bench.fuzz.text;

import java.util.ArrayList;
import java.util.List;

/** Writes a rule, query, type or function twice, under one name or under two. */
record DuplicatePiece() implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        List<String> pieces = new ArrayList<>(Syntax.pieces(drl));
        String twin = dice.of(pieces);
        String named = dice.oneIn(3) ? twin : twin.replaceFirst("^(\\s*\\w+\\s+(?:\\w+\\s+)?\"?)(\\w)", "$1X$2");
        pieces.add(dice.below(pieces.size() + 1), "\n" + named);
        return Syntax.join(pieces);
    }
}
