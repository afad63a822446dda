package dev.understudy.engine.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks behind the exceptions that Drools wraps around others. */
public final class Causes {
    private static final int MOST = 32;
    private static final Pattern RULE = Pattern.compile("\\[Rule \"(.+?)\"");

    private Causes() {}

    /** The innermost cause. */
    public static Throwable root(Throwable failure) {
        Deque<Throwable> chain = new ArrayDeque<>();
        for (Throwable at = failure; at != null && chain.size() < MOST; at = at.getCause()) {
            chain.push(at);
        }
        return chain.getFirst();
    }

    /** The rule whose condition failed, which Drools names in the words of the exception alone. */
    static Optional<String> ruleOfCondition(Throwable failure) {
        int seen = 0;
        for (Throwable at = failure; at != null && seen < MOST; at = at.getCause()) {
            Matcher matcher = RULE.matcher(String.valueOf(at.getMessage()));
            if (matcher.find()) {
                return Optional.of(matcher.group(1));
            }
            seen++;
        }
        return Optional.empty();
    }
}
