package dev.understudy.engine.mutation;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values beside a literal. */
final class Literals {
    private static final Pattern NUMBER = Pattern.compile("(\\d[\\d_]*(?:\\.\\d+)?)([lLfFdDBI]?)");
    private static final Pattern NUMBER_AS_TEXT = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    private Literals() {}

    /** The next and the one before, by one in the last digit that is written; none of what is no plain number. */
    static List<String> numbersBeside(String literal) {
        Matcher number = NUMBER.matcher(literal);
        boolean octal = literal.length() > 1 && literal.startsWith("0") && Character.isDigit(literal.charAt(1));
        return number.matches() && !octal
                ? beside(number.group(1).replace("_", "")).stream()
                        .map(text -> text + number.group(2))
                        .toList()
                : List.of();
    }

    private static List<String> beside(String number) {
        BigDecimal value = new BigDecimal(number);
        BigDecimal step = value.ulp();
        return List.of(value.add(step).toPlainString(), value.subtract(step).toPlainString());
    }

    /** Another text; of a text that is a number, the numbers beside it. */
    static List<String> textsBeside(String literal) {
        char quote = literal.charAt(0);
        boolean closed = literal.length() >= 2 && literal.charAt(literal.length() - 1) == quote;
        if (!closed || literal.startsWith("\"\"\"")) {
            return List.of();
        }
        String text = literal.substring(1, literal.length() - 1);
        if (NUMBER_AS_TEXT.matcher(text).matches()) {
            return beside(text).stream().map(each -> quote + each + quote).toList();
        }
        if (quote == '\'' && text.length() == 1) {
            // In Java it is one character, and stays one.
            return List.of("'" + (text.equals("x") ? 'y' : 'x') + "'");
        }
        return List.of(quote + text + "_" + quote);
    }
}
