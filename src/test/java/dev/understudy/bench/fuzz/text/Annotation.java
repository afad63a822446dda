package dev.understudy.bench.fuzz.text;

/** Puts an annotation before a word. */
record Annotation() implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        String annotation = dice.of(
                "@Override ",
                "@Deprecated(since = \"\") ",
                "@SuppressWarnings({\"a\", \"b\"}) ",
                "@FunctionalInterface ",
                "@role(event) ",
                "@expires(1s) ",
                "@PropertyReactive ",
                "@watch(*) ",
                "@key ",
                "@Traitable ",
                "@typesafe(false) ",
                "@format(\"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\") ",
                "@required ",
                "@position(2147483647) ",
                "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) ",
                "@jdk.internal.vm.annotation.ForceInline ",
                "@X(new java.io.File(\"pwned\").mkdir()) ");
        return Span.one(Syntax.TOKEN, drl, dice)
                .map(span -> new Span(span.start(), span.start()).replaced(drl, annotation))
                .orElse(drl);
    }
}
