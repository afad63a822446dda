package dev.understudy.http;

import dev.understudy.problem.ProblemException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what callers write into paths and queries. */
public final class Parameters {
    private static final Pattern UUID_SHAPE = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Parameters() {}

    /** An id; empty when it is none. The JDK alone would take shorter ones for something else. */
    public static Optional<UUID> uuid(String text) {
        return UUID_SHAPE.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** @throws ProblemException naming the parameter, when it is no whole number from 1 to {@code most} */
    public static long number(String name, String text, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // The same is to be said.
        }
        throw ProblemException.ofParameter(name, "is a whole number from 1 to " + most);
    }
}
