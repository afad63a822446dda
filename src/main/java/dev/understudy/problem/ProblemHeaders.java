package dev.understudy.problem;

import java.util.function.BiConsumer;

/** Headers that HTTP wants beside some statuses. */
final class ProblemHeaders {
    /** How a caller can prove who it is. */
    static final String CHALLENGE = "Basic realm=\"understudy\", charset=\"UTF-8\"";

    private ProblemHeaders() {}

    static void write(ProblemDocument problem, BiConsumer<String, String> to) {
        switch (problem.status()) {
            case 401 -> to.accept("WWW-Authenticate", CHALLENGE);
            case 429, 503 -> {
                // What ends a quarantine is a commit, not time.
                if (!problem.type().equals(ProblemType.QUARANTINED.uri())) {
                    to.accept("Retry-After", String.valueOf(problem.extensions().getOrDefault("retryAfterSeconds", 1)));
                }
            }
            default -> {
                // The others need none.
            }
        }
    }
}
