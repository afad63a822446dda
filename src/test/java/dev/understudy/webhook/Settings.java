package dev.understudy.webhook;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings as a test wants them. */
record Settings(boolean allowHttp, boolean allowPrivate, Optional<Path> trustedCertificates) implements WebhooksConfig {
    static final Settings USUAL = new Settings(false, false);
    static final Settings PRIVATE = new Settings(false, true);

    Settings(boolean allowHttp, boolean allowPrivate) {
        this(allowHttp, allowPrivate, Optional.empty());
    }

    static Settings trusting(Path certificates) {
        return new Settings(false, true, Optional.of(certificates));
    }

    @Override
    public Duration tick() {
        return Duration.ofSeconds(1);
    }

    @Override
    public String source() {
        return "urn:test";
    }
}
