package dev.understudy.webhook;

import java.time.Duration;

/** Settings as a test wants them. */
record Settings(boolean allowHttp, boolean allowPrivate) implements WebhooksConfig {
    static final Settings USUAL = new Settings(false, false);
    static final Settings PRIVATE = new Settings(false, true);

    @Override
    public Duration tick() {
        return Duration.ofSeconds(1);
    }

    @Override
    public String source() {
        return "urn:test";
    }
}
