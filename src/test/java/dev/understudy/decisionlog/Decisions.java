package dev.understudy.decisionlog;

import dev.understudy.ruleset.Decision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Decisions to keep, made up. */
public final class Decisions {
    /** When most of them were made. */
    public static final Instant NOON = Instant.parse("2026-01-23T12:00:00Z");

    private static final AtomicLong NUMBER = new AtomicLong();

    private Decisions() {}

    /** One of noon. */
    public static LoggedDecision any() {
        return at(NOON);
    }

    /** One of that moment, kept for 400 days. */
    public static LoggedDecision at(Instant moment) {
        return at(moment, 400);
    }

    /** One of that moment, kept for so many days. */
    public static LoggedDecision at(Instant moment, int keepDays) {
        return of(
                moment,
                keepDays,
                "passenger-7",
                "{\"Compensation\":[{\"amount\":250,\"currency\":\"EUR\"}],\"Care\":[]}");
    }

    /** One of noon with that routing key. */
    public static LoggedDecision withRoutingKey(@Nullable String key) {
        return of(NOON, 400, key, "{}");
    }

    /** One of noon with that outcome. */
    public static LoggedDecision withOutcome(String json) {
        return of(NOON, 400, "passenger-7", json);
    }

    /** One of noon whose caller is that. */
    public static LoggedDecision by(String caller) {
        LoggedDecision any = any();
        return new LoggedDecision(
                any.id(),
                any.rules(),
                caller,
                any.routingKey(),
                any.body(),
                any.outcome(),
                any.firedRules(),
                any.use(),
                any.keepDays());
    }

    /** A UUID of version 7 of that moment. */
    public static UUID id(Instant moment) {
        return new UUID((moment.toEpochMilli() << 16) | 0x7abc, 0x8000_0000_0000_0000L | NUMBER.incrementAndGet());
    }

    private static LoggedDecision of(Instant moment, int keepDays, @Nullable String routingKey, String outcome) {
        return new LoggedDecision(
                id(moment),
                new LoggedDecision.Rules(
                        "flight-compensation",
                        "main",
                        "0123456789abcdef0123456789abcdef01234567",
                        "DEFAULT",
                        true,
                        null,
                        "understudy 0.1.0, drools 10.2.0"),
                "app",
                routingKey,
                "{\"facts\":{\"Flight\":{\"delay\":200}}}".getBytes(StandardCharsets.UTF_8),
                outcome.getBytes(StandardCharsets.UTF_8),
                List.of(new Decision.FiredRule("Short haul", 1), new Decision.FiredRule("Care \"é\"", 2)),
                new LoggedDecision.Use(1234, 3, 41_000),
                keepDays);
    }
}
