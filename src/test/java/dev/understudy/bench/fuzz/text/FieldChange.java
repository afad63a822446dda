package dev.understudy.bench.fuzz.text;

/** Changes a declared type: its fields, their types and first values, what it extends. */
record FieldChange(Corpus corpus) implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        String type = dice.of(
                "int",
                "long",
                "double",
                "java.math.BigDecimal",
                "java.util.List",
                "java.util.Map",
                "Object",
                "F",
                "G",
                "Class",
                "Thread",
                "java.time.LocalDate",
                "java.util.Date",
                "int[]",
                "String[][]",
                "java.util.Locale",
                "java.util.Set",
                "java.util.stream.Stream",
                "Runnable",
                "Character",
                "java.util.Optional");
        String changed = switch (dice.below(4)) {
            case 0 -> "\n  z" + dice.below(9) + " : " + type;
            case 1 -> "\n  a : " + type + " = " + dice.of(Literals.any(dice), Harm.expression(dice));
            case 2 -> "\n  extends F extends";
            default -> "\n" + corpus.part(Syntax.FIELD, dice);
        };
        return Span.one(Syntax.FIELD, drl, dice)
                .map(span -> new Span(dice.oneIn(2) ? span.start() : span.end(), span.end()).replaced(drl, changed))
                .orElse(drl);
    }
}
