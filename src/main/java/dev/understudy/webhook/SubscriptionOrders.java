package dev.understudy.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.http.Bodies;
import dev.understudy.http.Parameters;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.Nearest;
import dev.understudy.ruleset.RulesetName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers send and get of webhooks, and what of it can be taken. */
final class SubscriptionOrders {
    private static final int LONGEST_LINE = 200;
    private static final int MOST_ENTRIES = 50;
    private static final List<String> ALL = List.of(EventTypes.PREFIX + "*");

    private SubscriptionOrders() {}

    /**
     * A new one, or what is to be changed of one; what is left out stays as it is.
     *
     * @param url where events are sent
     * @param description one line for people
     * @param events patterns of types, {@code dev.understudy.rollout.*}; all by default
     * @param rulesets names; all by default
     * @param state {@code ACTIVE} or {@code PAUSED}
     */
    record Order(
            @Nullable String url,
            @Nullable String description,
            @Nullable List<@Nullable String> events,
            @Nullable List<@Nullable String> rulesets,
            Subscription.@Nullable State state) {}

    /** As callers see it; the secret is there in the one answer that tells it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            String url,
            String description,
            List<String> events,
            List<String> rulesets,
            Subscription.State state,
            @Nullable String stateReason,
            String createdBy,
            Instant createdAt,
            @Nullable Instant formerSecretUntil,
            @Nullable String secret) {}

    static View view(Subscription of, @Nullable String secret) {
        return new View(
                of.id().toString(),
                of.url(),
                of.description(),
                of.filter().events(),
                of.filter().rulesets(),
                of.standing().state(),
                of.standing().reason(),
                of.made().by(),
                of.made().at(),
                of.secrets().formerUntil(),
                secret);
    }

    static Order read(byte @Nullable [] body) throws IOException {
        return Bodies.read(body, Order.class, null);
    }

    /** The id in a path; what is none names nothing. */
    static UUID id(String text) {
        return Parameters.uuid(text)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_WEBHOOK, "There is no webhook of that id; ids are UUIDs."));
    }

    static String url(@Nullable String text, WebhooksConfig config) {
        try {
            return Target.of(text == null ? "" : text.strip(), config).uri().toString();
        } catch (Target.Refused e) {
            throw fault("/url", e.why());
        }
    }

    static String description(@Nullable String text) {
        String line = text == null ? "" : text.strip();
        if (line.length() > LONGEST_LINE || line.chars().anyMatch(Character::isISOControl)) {
            throw fault("/description", "This is one line of at most " + LONGEST_LINE + " characters.");
        }
        return line;
    }

    static List<String> events(@Nullable List<@Nullable String> patterns) {
        if (patterns == null) {
            return ALL;
        }
        if (patterns.isEmpty() || patterns.size() > MOST_ENTRIES) {
            throw fault("/events", "Name 1 to " + MOST_ENTRIES + " types of events, or leave events out for all.");
        }
        for (int i = 0; i < patterns.size(); i++) {
            String pattern = String.valueOf(patterns.get(i));
            if (!TypeGlob.isOne(pattern)
                    || EventTypes.all().stream().noneMatch(type -> TypeGlob.matches(pattern, type))) {
                throw fault(
                        "/events/" + i,
                        "There is no event of that type" + Nearest.hint(pattern, List.copyOf(EventTypes.all())));
            }
        }
        return patterns.stream().map(String::valueOf).distinct().toList();
    }

    static List<String> rulesets(@Nullable List<@Nullable String> names) {
        if (names == null) {
            return List.of();
        }
        if (names.size() > MOST_ENTRIES) {
            throw fault("/rulesets", "Name at most " + MOST_ENTRIES + " rulesets, or none for all.");
        }
        for (int i = 0; i < names.size(); i++) {
            if (!RulesetName.isValid(String.valueOf(names.get(i)))) {
                throw fault("/rulesets/" + i, "This is no name of a ruleset.");
            }
        }
        return names.stream().map(String::valueOf).distinct().toList();
    }

    static ProblemException fault(String pointer, String sentence) {
        return ProblemException.at(ProblemType.INVALID_REQUEST, pointer, sentence);
    }
}
