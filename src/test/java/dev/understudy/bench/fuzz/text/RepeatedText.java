package dev.understudy.bench.fuzz.text;

/** Repeats a stretch of text very often. */
record RepeatedText() implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        int start = dice.below(drl.length());
        int end = Math.min(drl.length(), start + 1 + dice.below(60));
        String part = drl.substring(start, end);
        return new Span(start, end).replaced(drl, part.repeat(dice.of(2, 10, 100, 2_000, 20_000)));
    }
}
