package dev.understudy.share;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of share links. */
@ConfigMapping(prefix = "understudy.share")
interface ShareConfig {
    /**
     * Where those who get a link reach the service: {@code https://rules.example.org}. By default what the maker's
     * request was sent to.
     */
    Optional<String> url();

    /** Tells this installation from others that have the same signing key; their links don't count here. */
    @WithDefault("understudy")
    String audience();

    /** The signing key before this one, base64: links that it signed count until they end. Has no default. */
    Optional<String> formerSigningKey();
}
