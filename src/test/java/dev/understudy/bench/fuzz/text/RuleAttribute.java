package dev.understudy.bench.fuzz.text;

/** Gives a rule an attribute. */
record RuleAttribute(Expressions expressions) implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        String attribute = dice.of(
                " salience 2147483647 ",
                " salience ( 1/0 ) ",
                " salience ( $a ) ",
                " salience ( " + expressions.call(dice) + " ) ",
                " salience ( " + Harm.expression(dice) + " ) ",
                " no-loop ",
                " lock-on-active ",
                " agenda-group \"x\" ",
                " auto-focus ",
                " activation-group \"g\" ",
                " ruleflow-group \"g\" ",
                " timer (int: 0 1s) ",
                " timer (cron:* * * * * ?) ",
                " duration 1000 ",
                " calendars \"x\" ",
                " date-effective \"01-Jan-2000\" ",
                " date-expires \"32-Foo-99999\" ",
                " enabled ( " + Harm.expression(dice) + " ) ",
                " dialect \"mvel\" ",
                " @Direct ",
                " extends \"x\" ");
        return Span.one(Syntax.ATTRIBUTE_PLACE, drl, dice)
                .map(span -> span.replaced(drl, attribute))
                .orElse(drl);
    }
}
