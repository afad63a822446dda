package dev.understudy.bench.fuzz.text;

/** Adds to the imports and the package. */
record Header() implements Mutation {
    @Override
    public String apply(String drl, Dice dice) {
        String line = dice.of(
                "import java.io.*;",
                "import java.io.File;",
                "import java.util.*;",
                "import static java.lang.System.exit;",
                "import static java.lang.Math.*;",
                "import function java.lang.Runtime.getRuntime;",
                "import accumulate java.util.ArrayList x;",
                "import org.drools.core.common.InternalWorkingMemory;",
                "import dev.understudy.sandbox.Sandbox;",
                "import acme.rules.F;",
                "import java.lang.Runtime as F;",
                "global java.util.List out;",
                "global java.lang.Runtime rt;",
                "unit X;",
                "dialect \"mvel\"",
                "expander x.dsl",
                "package java.lang;",
                "package acme.other;",
                "declare window W F() over window:time(1s) end",
                "declare entry-point E end",
                "declare trait T a : int end",
                "declare F extends Thread end",
                "declare enum U A(new java.io.File(\"pwned\").mkdir()); x : boolean end",
                "query q(int x) F( a == x ) q( x + 1; ) end",
                "query q(Object x) x := Object() ?q( x; ) end");
        int end = drl.indexOf('\n', drl.indexOf("package"));
        return new Span(end < 0 ? 0 : end + 1, end < 0 ? 0 : end + 1).replaced(drl, line + "\n");
    }
}
