package dev.understudy.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told of what happens.
 *
 * @param id its id
 * @param url where it is told
 * @param description for people
 * @param filter of what
 * @param secrets what is signed with, sealed
 * @param standing whether it is told
 * @param since it is told of what the audit log has behind this number
 * @param made by whom and when
 */
record Subscription(
        UUID id,
        String url,
        String description,
        Filter filter,
        Secrets secrets,
        Standing standing,
        long since,
        Made made) {
    /** Whether it is told. */
    enum State {
        /** It is. */
        ACTIVE,
        /** Not now; what happens is kept for it. */
        PAUSED,
        /** Not any more, since it said that it is gone; nothing is kept for it. */
        DISABLED
    }

    /** Globs of types, of which one has to match, and names of rulesets; none for all. */
    record Filter(List<String> events, List<String> rulesets) {
        /** Keeps its own copies. */
        Filter {
            events = List.copyOf(events);
            rulesets = List.copyOf(rulesets);
        }

        /** What is of no single ruleset is told to all who want that type. */
        boolean takes(CloudEvent event) {
            String ruleset = event.ruleset();
            return events.stream().anyMatch(glob -> TypeGlob.matches(glob, event.type()))
                    && (rulesets.isEmpty() || ruleset == null || rulesets.contains(ruleset));
        }
    }

    /** The secret, and until a moment the one before. */
    record Secrets(
            String current,
            @Nullable String former,
            @Nullable Instant formerUntil) {}

    /** The state, and why. */
    record Standing(State state, @Nullable String reason) {}

    /** By whom and when. */
    record Made(String by, Instant at) {}

    Subscription in(State next, @Nullable String why) {
        return new Subscription(id, url, description, filter, secrets, new Standing(next, why), since, made);
    }

    Subscription signingWith(Secrets next) {
        return new Subscription(id, url, description, filter, next, standing, since, made);
    }

    /** As the audit log names it. */
    String subject() {
        return "webhook:" + id;
    }
}
