package dev.understudy.client;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A context on its way. It is handed on letter by letter; what is read from it is for routing and logs alone.
 *
 * @param token as it came; null when only its journey's name did
 * @param journey its journey's name; null when it does not tell
 * @param branch its branch; null when it does not tell
 */
record CarriedContext(
        @Nullable String token,
        @Nullable String journey,
        @Nullable String branch) {
    private static final int MOST_CHARS = 4_096;

    /** One that an answer brought: its journey begins here, and gets a name. */
    static CarriedContext of(String token) {
        return new CarriedContext(token, UUID.randomUUID().toString(), branch(token));
    }

    /**
     * The one that a request holds. What is left of one that was lost goes on too, so that the loss is noticed.
     *
     * @param header the request's {@code Rules-Branch}, as it is written there
     */
    static @Nullable CarriedContext in(BaggageHeader.Ours ours, @Nullable String header) {
        String token = ours.context();
        if (token == null) {
            return ours.journey() == null && header == null ? null : new CarriedContext(null, ours.journey(), header);
        }
        return new CarriedContext(token, ours.journey(), branch(token));
    }

    /** What goes into baggage; the short one first, since what is cut off is the end. */
    List<String> entries() {
        List<String> entries = new ArrayList<>();
        if (journey != null) {
            entries.add(BaggageHeader.JOURNEY + "=" + journey);
        }
        if (token != null) {
            entries.add(BaggageHeader.CONTEXT + "=" + token);
        }
        return entries;
    }

    private static @Nullable String branch(String token) {
        String[] parts = token.length() > MOST_CHARS ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
            return Json.tree(claims, 0, claims.length).path("branch").textValue();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
