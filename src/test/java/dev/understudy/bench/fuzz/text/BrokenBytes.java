package dev.understudy.bench.fuzz.text;

/** Changes, takes out or adds a few characters anywhere. */
record BrokenBytes() implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        StringBuilder text = new StringBuilder(drl);
        for (int i = dice.below(4); i >= 0 && !text.isEmpty(); i--) {
            int at = dice.below(text.length());
            switch (dice.below(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 ->
                    text.insert(at, dice.of("(", ")", "{", "}", "\"", "'", ";", "\0", "\\", "é", "\r", "$", "[", "]"));
                case 2 -> text.setCharAt(at, (char) dice.below(256));
                default -> text.delete(at, Math.min(text.length(), at + dice.below(40)));
            }
        }
        return text.toString();
    }
}
