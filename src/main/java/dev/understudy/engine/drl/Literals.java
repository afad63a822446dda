package dev.understudy.engine.drl;

import java.util.regex.Pattern;

/** What may stand as a field's default or an enum constant's argument: values, never calls. */
final class Literals {
    private static final Pattern LITERAL = Pattern.compile(
            "-?\\d[\\d_]*(\\.\\d+)?([eE][-+]?\\d+)?[lLfFdD]?" // numbers
                    + "|\"([^\"\\\\]|\\\\[btnfr\"'\\\\])*\"" // texts
                    + "|'([^'\\\\]|\\\\[btnfr\"'\\\\])'" // characters
                    + "|true|false|null"
                    + "|[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+"); // constants: Area.ICU

    private Literals() {}

    static boolean isLiteral(String expression) {
        return LITERAL.matcher(expression.strip()).matches();
    }
}
