package dev.understudy.bench.fuzz.text;

/** Adds a condition to a rule. */
record Condition(Expressions expressions) implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        String call = expressions.call(dice);
        String condition = dice.of(
                " F() F() F() F() F() ",
                " not F( a > 100 ) ",
                " exists ( F() and F() and F() ) ",
                " forall( F( a > 0 ) ) ",
                " eval( " + call + " ) ",
                " eval( " + Harm.expression(dice) + " ) ",
                " F( " + call + " == a ) ",
                " F( a > " + call + " ) ",
                " $z : Object() ",
                " Object( this == " + call + " ) ",
                " Object( hashCode > 0 ) ",
                " Object( toString.length > 0 ) ",
                " $z : Object() from " + call + " ",
                " $z : Object() from " + Harm.expression(dice) + " ",
                " $z : java.util.List() from collect( Object() ) ",
                " accumulate( F( $z : a ); $y : sum( $z ), $v : collectList( $z ), $w : average( $z ) ) ",
                " accumulate( Object( $z : hashCode ); $y : max( $z ) ) ",
                " accumulate( F(), init( int n = 0; ), action( while (true) n++; ), result( n ) ) ",
                " groupby( F( $z : a ); $y : $z; $v : count() ) ",
                " F( s matches \"(a+)+$\" ) ",
                " F( s str[length] 5 ) ",
                " F( a == 1 || a == 2 || ( a == 3 && s != null ) ) ",
                " ( F() or F() or ( F() and F() ) ) ",
                " F() from entry-point \"x\" ",
                " F() over window:length(5) ",
                " F( this after F ) ",
                " /F[ a > 1 ] ",
                " ?q( 1; ) ",
                " F( $q := a ) F( $q := a ) ");
        return Span.one(Syntax.WHEN, drl, dice)
                .map(span -> new Span(span.end(), span.end()).replaced(drl, condition))
                .orElse(drl);
    }
}
