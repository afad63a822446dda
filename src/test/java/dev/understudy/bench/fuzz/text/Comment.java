package dev.understudy.bench.fuzz.text;

/** Puts a comment between two words, closed or not. */
record Comment() implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        String comment = dice.of(
                "/* */", "/*", "*/", "// x\n", "//", "# x\n", "/* \\u002a/ */", "/** @x */", "<!-- -->", "--", "/*/");
        return Span.one(Syntax.TOKEN, drl, dice)
                .map(span -> new Span(span.end(), span.end()).replaced(drl, comment))
                .orElse(drl);
    }
}
