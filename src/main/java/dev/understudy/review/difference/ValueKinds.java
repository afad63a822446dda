package dev.understudy.review.difference;

import java.util.List;
import java.util.Map;

/** What a change of a field's type means in JSON. */
final class ValueKinds {
    private static final Map<String, String> BOXES = Map.of(
            "byte",
            "Byte",
            "short",
            "Short",
            "int",
            "Integer",
            "long",
            "Long",
            "float",
            "Float",
            "double",
            "Double",
            "boolean",
            "Boolean",
            "char",
            "Character");

    /** Each takes what those before it take. */
    private static final List<List<String>> WIDENING = List.of(
            List.of("Byte", "Short", "Integer", "Long", "BigInteger", "BigDecimal"),
            List.of("Byte", "Short", "Integer", "Long", "Double", "BigDecimal"),
            List.of("Float", "Double"));

    private ValueKinds() {}

    /** Whether all values of {@code narrow} are values of {@code wide}, written the same way. */
    static boolean takes(String wide, String narrow) {
        String large = plain(wide);
        String small = plain(narrow);
        return large.equals(small)
                || WIDENING.stream()
                        .anyMatch(each -> each.contains(small) && each.indexOf(large) > each.indexOf(small));
    }

    /** Whether a value of the type may be missing. */
    static boolean isOptional(String type) {
        return !BOXES.containsKey(type);
    }

    private static String plain(String type) {
        String simple = type.matches("[a-z]\\w*(\\.\\w+)+") ? type.substring(type.lastIndexOf('.') + 1) : type;
        return BOXES.getOrDefault(simple, simple);
    }
}
