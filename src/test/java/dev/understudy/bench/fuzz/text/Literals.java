package dev.understudy.bench.fuzz.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values at the edges, as Java writes them. */
final class Literals {
    private static final List<String> INTS = List.of(
            "0",
            "1",
            "-1",
            "2",
            "30",
            "1000",
            "65536",
            "1000000",
            "100000000",
            "2147483647",
            "-2147483648",
            "2147483639");
    private static final List<String> TEXTS = List.of(
            "\"\"",
            "\"a\"",
            "\"(a+)+$\"",
            "\"(a|aa)+b\"",
            "\"(.*)(.*)(.*)(.*)(.*)x\"",
            "\"%1000000000d\"",
            "\"%s%n%99999999s\"",
            "\"1e999999999\"",
            "\"-1E-2147483647\"",
            "\"NaN\"",
            "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
            "\"\\u0000\\uD800\"",
            "\"$1\\\\\"",
            "\"java.lang.Runtime\"",
            "\"2024-02-30\"",
            "\"en-US-u-ca-buddhist\"");
    private static final Map<Class<?>, List<String>> BY_TYPE = Map.ofEntries(
            Map.entry(int.class, INTS),
            Map.entry(Integer.class, INTS),
            Map.entry(long.class, List.of("0L", "1L", "-1L", "9223372036854775807L", "-9223372036854775808L")),
            Map.entry(Long.class, List.of("0L", "9223372036854775807L", "-9223372036854775808L")),
            Map.entry(short.class, List.of("(short) 0", "(short) 32767", "(short) -32768")),
            Map.entry(byte.class, List.of("(byte) 0", "(byte) 127", "(byte) -128")),
            Map.entry(char.class, List.of("'a'", "'\\0'", "'\\uFFFF'", "(char) 55296")),
            Map.entry(boolean.class, List.of("true", "false")),
            Map.entry(Boolean.class, List.of("true", "Boolean.FALSE")),
            Map.entry(float.class, List.of("0f", "-0f", "Float.NaN", "Float.MAX_VALUE", "Float.NEGATIVE_INFINITY")),
            Map.entry(
                    double.class, List.of("0d", "-0d", "Double.NaN", "Double.MAX_VALUE", "Double.MIN_VALUE", "1e308")),
            Map.entry(Double.class, List.of("0d", "Double.NaN", "1e308")),
            Map.entry(String.class, TEXTS),
            Map.entry(CharSequence.class, TEXTS),
            Map.entry(Object.class, List.of("\"a\"", "1", "null", "new Object()", "new int[0]", "String.class")),
            Map.entry(Comparable.class, List.of("\"a\"", "1")),
            Map.entry(int[].class, List.of("new int[0]", "new int[1000000]", "{}", "new int[]{3, 1, 2}")),
            Map.entry(
                    Object[].class, List.of("new Object[0]", "new Object[]{1, \"a\", null}", "new Object[100000000]")));
    /** What stands where an expression of any type may. */
    private static final List<String> EXTREMES = List.of(
            "2147483648",
            "99999999999999999999",
            "0x7fffffff",
            "1e999",
            "0.0/0",
            "1/0",
            "''",
            "'\\u0000'",
            "1_000_000_000L",
            "this",
            "$x",
            "String.class",
            "new int[2147483647]",
            "(Object) null",
            "\"\"\"\n text\n\"\"\"");

    private Literals() {}

    static Optional<String> of(Class<?> type, Dice dice) {
        return Optional.ofNullable(BY_TYPE.get(type)).map(dice::of);
    }

    /** A value that may or may not fit where it is put. */
    static String any(Dice dice) {
        return switch (dice.below(3)) {
            case 0 -> dice.of(INTS);
            case 1 -> dice.of(TEXTS);
            default -> dice.of(EXTREMES);
        };
    }
}
