package dev.understudy.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.context.JourneyContext.Choice;
import dev.understudy.context.Reading.Fault;
import dev.understudy.context.Reading.Refused;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a context's token says, as JSON: {@code aud}, {@code iat}, {@code exp}, and the choice. */
final class Claims {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = new JsonMapper();

    private final String audience;

    /** @throws IllegalArgumentException when the installation has no name */
    Claims(String audience) {
        if (audience.isBlank() || audience.length() > 200) {
            throw new IllegalArgumentException("understudy.context.audience has to be a name of 1 to 200 characters.");
        }
        this.audience = audience;
    }

    byte[] write(JourneyContext context) {
        Choice choice = context.choice();
        ObjectNode json = JSON.createObjectNode()
                .put("v", VERSION)
                .put("aud", audience)
                .put("iat", context.issuedAt().getEpochSecond())
                .put("exp", context.expiresAt().getEpochSecond())
                .put("branch", choice.branch().value())
                .put("commit", choice.commit().value())
                .put("selectedBy", choice.selectedBy())
                .put("effective", choice.effective());
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can always be written.", e);
        }
    }

    /** What it says, without regard to the time. Only for what we have signed. */
    Reading read(byte @Nullable [] payload, String token) {
        try {
            JsonNode json = payload == null ? JSON.missingNode() : JSON.readTree(payload);
            if (json.path("v").asInt() == VERSION) {
                return json.path("aud").asText().equals(audience)
                        ? new Reading.Valid(context(json, token))
                        : new Refused(Fault.UNTRUSTED, "is for another installation (understudy.context.audience)");
            }
        } catch (IOException | IllegalArgumentException e) {
            return unreadable();
        }
        return unreadable();
    }

    private static Refused unreadable() {
        return new Refused(Fault.MALFORMED, "was written by a version of Understudy that this one can't read");
    }

    private static JourneyContext context(JsonNode json, String token) {
        Choice choice = new Choice(
                new BranchName(json.path("branch").asText()),
                new CommitId(json.path("commit").asText()),
                json.path("selectedBy").asText(),
                json.path("effective").asBoolean());
        return new JourneyContext(
                choice,
                Instant.ofEpochSecond(json.path("iat").asLong()),
                Instant.ofEpochSecond(json.path("exp").asLong()),
                token);
    }
}
