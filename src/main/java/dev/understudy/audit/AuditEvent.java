package dev.understudy.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded.
 *
 * @param actor the account that did it, or {@link #SERVICE}
 * @param action what it did
 * @param subject to what: {@code change-request:17}, {@code branch:feature/x}
 * @param ruleset the ruleset that it touches; null when it is none or several
 * @param before how it was, by name; empty when there was nothing. Values are what JSON can hold.
 * @param after how it is now
 */
public record AuditEvent(
        String actor,
        AuditAction action,
        String subject,
        @Nullable String ruleset,
        Map<String, ?> before,
        Map<String, ?> after) {
    /** What the service does by itself. */
    public static final String SERVICE = "understudy";
}
