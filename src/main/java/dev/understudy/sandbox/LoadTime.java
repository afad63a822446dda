package dev.understudy.sandbox;

import java.util.Map;
import java.util.Set;

/** What may be called while rules are loaded: what the engine writes for constants. None of it can take long. */
final class LoadTime {
    private static final Set<String> CONSTANT = Set.of("<init>", "valueOf");
    private static final Map<String, Set<String>> CALLS = Map.ofEntries(
            Map.entry("java/lang/Object", Set.of("<init>")),
            Map.entry("java/lang/Enum", CONSTANT),
            Map.entry("java/lang/String", Set.of("valueOf", "hashCode", "equals")),
            Map.entry("java/lang/Boolean", CONSTANT),
            Map.entry("java/lang/Byte", CONSTANT),
            Map.entry("java/lang/Short", CONSTANT),
            Map.entry("java/lang/Character", CONSTANT),
            Map.entry("java/lang/Integer", CONSTANT),
            Map.entry("java/lang/Long", CONSTANT),
            Map.entry("java/lang/Float", CONSTANT),
            Map.entry("java/lang/Double", CONSTANT),
            Map.entry("java/math/BigDecimal", CONSTANT),
            Map.entry("java/math/BigInteger", CONSTANT),
            Map.entry("java/util/ArrayList", Set.of("<init>", "add")),
            Map.entry("java/util/List", Set.of("add")),
            Map.entry("java/util/Arrays", Set.of("asList")),
            Map.entry("java/util/Collections", Set.of("emptyList")),
            Map.entry("java/util/regex/Pattern", Set.of("compile")),
            Map.entry("java/time/format/DateTimeFormatter", Set.of("ofPattern")),
            Map.entry(
                    "java/time/format/DateTimeFormatterBuilder",
                    Set.of("<init>", "parseCaseInsensitive", "appendPattern", "toFormatter")));

    private LoadTime() {}

    static boolean allows(String owner, String name) {
        return owner.startsWith("org/drools/")
                || owner.startsWith("[")
                || CALLS.getOrDefault(owner, Set.of()).contains(name);
    }
}
