package dev.understudy.bench.fuzz.text;

import java.util.List;
import java.util.regex.Pattern;

/** Wraps an expression in brackets, casts, conditions, lambdas and generics. */
record WrapExpression() implements Mutation {
    private static final List<String> FRAMES = List.of(
            "(@)",
            "((@))",
            "!(@)",
            "-(@)",
            "((Object) (@))",
            "((java.util.List<? super java.util.Map<String, ? extends java.util.List<String>>>) (Object) (@))",
            "(true ? @ : null)",
            "(@ == null || true)",
            "((java.util.function.Supplier) () -> @).get()",
            "new Object[]{@}[0]",
            "java.util.Optional.ofNullable(@).map(v -> v).get()",
            "(@ + \"\")",
            "String.valueOf((Object) (@)).length()",
            "switch (1) { case 1 -> @; default -> @; }",
            "new java.util.ArrayList<java.util.Map<String, java.util.List<Object>>>() {{ add(@); }}",
            "eval(@)",
            "@ in (1, 2)",
            "@ matches \"(a+)+\"",
            "@!.x",
            "this[@]");

    @Override
    public String apply(String drl, Dice dice) {
        Pattern kind = dice.of(Syntax.ARGUMENT, Syntax.RETURN, Syntax.CALL, Syntax.LITERAL, Syntax.CONSTRAINT);
        String frame = dice.of(FRAMES);
        int times = dice.oneIn(10) ? 1 + dice.below(200) : 1;
        return Span.one(kind, drl, dice)
                .map(span -> span.replaced(drl, wrapped(frame, span.of(drl), times)))
                .orElse(drl);
    }

    private static String wrapped(String frame, String inner, int times) {
        String text = inner;
        for (int i = 0; i < times && text.length() < 100_000; i++) {
            text = frame.replace("@", text);
        }
        return text;
    }
}
