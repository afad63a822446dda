package dev.understudy.engine.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** Looks behind the exceptions that Drools wraps around others. */
public final class Causes {
    private static final int MOST = 32;

    private Causes() {}

    /** The innermost cause. */
    public static Throwable root(Throwable failure) {
        Deque<Throwable> chain = new ArrayDeque<>();
        for (Throwable at = failure; at != null && chain.size() < MOST; at = at.getCause()) {
            chain.push(at);
        }
        return chain.getFirst();
    }
}
