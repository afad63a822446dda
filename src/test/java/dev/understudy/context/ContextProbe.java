package dev.understudy.context;

import dev.understudy.context.JourneyContext.Choice;
import dev.understudy.identity.SigningKey;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Makes contexts without a server. */
public final class ContextProbe {
    /** The key of the installation that tests are about. */
    public static final SigningKey KEY = new SigningKey("A".repeat(44));

    /** When the journeys of tests begin. */
    public static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

    private ContextProbe() {}

    /** With the defaults, but for these. */
    public static ContextConfig config(Duration lifetime, String audience) {
        return new Config(lifetime, audience);
    }

    /** What writes and reads contexts of an installation. */
    public static ContextTokens tokens(SigningKey key, InstantSource clock) {
        return new ContextTokens(key, config(Duration.ofMinutes(5), "understudy"), clock);
    }

    /** A choice of a branch by the session. */
    public static Choice choice(String branch, String commitDigit) {
        return new Choice(new BranchName(branch), new CommitId(commitDigit.repeat(40)), "SESSION", false);
    }

    private record Config(Duration lifetime, String audience) implements ContextConfig {
        @Override
        public List<String> trusted() {
            return List.of("role:app");
        }
    }
}
