package dev.understudy.context;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Whose contexts count, and for how long. */
@ConfigMapping(prefix = "understudy.context")
public interface ContextConfig {
    /**
     * Who is inside, and may hand on a context: {@code role:app}, {@code account:checkout}, or {@code nobody}. {@code
     * role:app} by default: programs, and no people.
     */
    @WithDefault("role:app")
    List<String> trusted();

    /** How long a context counts from the first hop on, from 10 s to 1 h. 5 minutes by default. */
    @WithDefault("5m")
    Duration lifetime();

    /** Tells this installation from others that have the same signing key. {@code understudy} by default. */
    @WithDefault("understudy")
    String audience();
}
