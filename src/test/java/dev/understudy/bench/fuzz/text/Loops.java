package dev.understudy.bench.fuzz.text;

import java.util.List;

/** Statements that never end, or end late, or hold too much. */
final class Loops {
    private static final List<String> STATEMENTS = List.of(
            "while (true) {}",
            "for (;;) { insert(\"x\"); }",
            "do { int z = 1; } while (1 > 0);",
            "l: while (true) { continue l; }",
            "for (int i = 0; i < 10; i--) { i--; }",
            "try { while (true) {} } finally { while (true) {} }",
            "while (true) { try { throw new RuntimeException(); } catch (Exception x) { } finally { continue; } }",
            "Runnable r = new Runnable() { public void run() { run(); } }; r.run();",
            "Runnable[] q = new Runnable[1]; q[0] = () -> { while (true) q[0].run(); }; q[0].run();",
            "java.util.List l = new java.util.ArrayList(); while (true) l.add(new int[1000]);",
            "java.util.List l = new java.util.ArrayList(); l.add(l); insert(l.hashCode());",
            "java.util.List l = new java.util.ArrayList(); l.add(l); insert(\"\" + l);",
            "String t = \"a\"; while (true) t += t;",
            "StringBuilder b = new StringBuilder(); while (true) b.append(b).append('x');",
            "java.util.List l = java.util.List.of(1, 2); for (int i = 0; i < 60; i++) l = java.util.List.of(l, l);"
                    + " insert(l.hashCode());",
            "java.util.stream.Stream.generate(() -> 1).forEach(x -> {});",
            "java.util.stream.Stream.iterate(1, x -> x + 1).filter(x -> x < 0).findFirst();",
            "java.util.stream.IntStream.rangeClosed(0, 2147483647).sum();",
            "java.util.stream.Stream.iterate(1, x -> x).sorted().count();",
            "java.util.function.Function<Object, Object> f = java.util.function.Function.identity();"
                    + " for (int i = 0; i < 40; i++) f = f.andThen(f); f.apply(1);",
            "java.util.Comparator<Object> c = (x, y) -> 0; for (int i = 0; i < 40; i++) c = c.thenComparing(c);"
                    + " c.compare(1, 2);",
            "java.math.BigInteger n = java.math.BigInteger.TWO; while (true) n = n.multiply(n);",
            "new java.math.BigDecimal(\"1e999999999\").toPlainString();",
            "new java.math.BigDecimal(\"1e999999999\").add(java.math.BigDecimal.ONE);",
            "java.math.BigInteger.TWO.pow(2147483647);",
            "new java.math.BigInteger(\"7\").pow(10000000).toString();",
            "\"a\".repeat(2000000000);",
            "String.format(\"%999999999d\", 1);",
            "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\".matches(\"(a+)+\");",
            "\"a\".repeat(100000).split(\"(a?){50}\");",
            "\"x\".repeat(100000).replace(\"\", \"y\".repeat(100000));",
            "java.util.Collections.nCopies(2147483647, 1).hashCode();",
            "java.util.Collections.nCopies(2147483647, 1).contains(2);",
            "java.util.Collections.frequency(java.util.Collections.nCopies(2147483647, 1), 2);",
            "java.util.Collections.max(java.util.Collections.nCopies(2147483647, 1));",
            "new java.util.ArrayList(java.util.Collections.nCopies(2147483647, 1));",
            "String.join(\",\", java.util.Collections.nCopies(2147483647, \"ab\"));",
            "java.util.Arrays.fill(new long[100000000], 1L);",
            "java.time.LocalDate.MIN.datesUntil(java.time.LocalDate.MAX).count();",
            "java.util.stream.Stream.of(1).flatMap(x -> java.util.stream.Stream.generate(() -> x)).limit(9999999999L)"
                    + ".count();",
            "new java.util.HashMap(1 << 30);",
            "java.util.BitSet s = new java.util.BitSet(); s.set(2147483647);");

    private Loops() {}

    static String statement(Dice dice) {
        return dice.of(STATEMENTS);
    }
}
