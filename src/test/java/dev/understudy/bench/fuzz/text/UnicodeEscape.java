package dev.understudy.bench.fuzz.text;

/** Writes a character as an escape. */
record UnicodeEscape() implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        if (drl.isEmpty()) {
            return drl;
        }
        int at = dice.below(drl.length());
        char escaped = dice.oneIn(4) ? dice.of('\n', '"', '}', ';', '\u202E', '\uFEFF') : drl.charAt(at);
        String text = dice.oneIn(8)
                ? String.valueOf(escaped)
                : "\\u%s%04x".formatted("u".repeat(dice.below(3)), (int) escaped);
        return new Span(at, at + 1).replaced(drl, text);
    }
}
