package dev.understudy.bench.fuzz.text;

import java.util.List;

/** Wraps a statement in a loop, a block, a lambda or a class. */
record WrapStatement() implements Mutation {
    private static final List<String> FRAMES = List.of(
            "while (true) { @ }",
            "for (int w = 0; w < 100000000; w++) { @ }",
            "do { @ } while (true);",
            "for (Object w : new java.util.ArrayList<Object>()) { @ }",
            "try { @ } finally { while (true) { break; } }",
            "try { @ } catch (Exception x1) { insert(x1.getMessage()); }",
            "try { @ } catch (RuntimeException x1) { @ } finally { @ }",
            "try { @ } catch (Throwable x1) { }",
            "try { @ } catch (StackOverflowError x1) { }",
            "{ Runnable w = () -> { @ }; w.run(); }",
            "{ java.util.function.Supplier<Object> w = () -> { @ return 1; }; w.get(); }",
            "new Object() { public String toString() { @ return \"\"; } }.toString();",
            "insert(new Object() { public int hashCode() { @ return 1; } });",
            "insert(new Object() { public boolean equals(Object x1) { @ return true; } });",
            "class W { W() { @ } } new W();",
            "class W { { @ } } new W();",
            "class W { static { @ } } new W();",
            "record W(int a) { W { @ } } new W(1);",
            "enum W { A { void m() { @ } }; void m() { } } W.A.m();",
            "interface W { default void m() { @ } } new W() { }.m();",
            "class W<T extends Comparable<T>> { <U extends T> void m(U u) { @ } } new W<String>().m(\"\");",
            "if (true) { @ } else { @ }",
            "switch (1) { case 1: @ default: @ }",
            "w: { @ break w; }",
            "synchronized (this) { @ }",
            "java.util.List.of(1, 2, 3).forEach(w -> { @ });",
            "java.util.stream.Stream.iterate(1, w -> w + 1).forEach(w -> { @ });",
            "new java.util.TreeSet<Object>((w1, w2) -> { @ return 0; }).add(1);",
            "var w = new Object() { int n; }; w.n++; @",
            "final class W extends RuntimeException { public String getMessage() { @ return \"\"; } } throw new W();",
            "assert true; @");

    @Override
    public String apply(String drl, Dice dice) {
        String frame = dice.of(FRAMES);
        return Span.one(Syntax.STATEMENT, drl, dice)
                .map(span -> span.replaced(drl, frame.replace("@", span.of(drl))))
                .orElse(drl);
    }
}
