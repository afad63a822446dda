package dev.understudy.problem;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Errors that nobody foresaw: one line for us, an id and nothing else for the caller. */
final class Unforeseen {
    private static final Logger LOG = Logger.getLogger("dev.understudy.error");
    private static final String PREFIX =
            "urn:understudy:error:" + Long.toString(new SecureRandom().nextLong() >>> 1, 36) + "-";
    private static final AtomicLong COUNT = new AtomicLong();
    private static final int FRAMES = 3;
    private static final int CAUSES = 4;

    private Unforeseen() {}

    static ProblemDocument report(Throwable failure, String where) {
        String instance = PREFIX + COUNT.incrementAndGet();
        // Messages of exceptions are left out, since they can quote facts. At level DEBUG the operator asks for all.
        LOG.errorf("%s on %s: %s", instance, where, outline(failure));
        LOG.debug(instance, failure);
        ProblemType type = ProblemType.INTERNAL;
        return new ProblemDocument(
                type.uri(),
                type.title(),
                type.status(),
                "The operator finds the cause in the log under this problem's instance.",
                instance,
                Map.of());
    }

    /** Classes of the exceptions and the innermost frames of each. */
    static String outline(Throwable failure) {
        StringBuilder line = new StringBuilder(160);
        @Nullable Throwable each = failure;
        for (int depth = 0; each != null && depth < CAUSES; depth++) {
            line.append(depth == 0 ? "" : " caused by ").append(each.getClass().getName());
            StackTraceElement[] frames = each.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                line.append(i == 0 ? " at " : " < ").append(frames[i]);
            }
            each = each.getCause();
        }
        return line.toString();
    }
}
