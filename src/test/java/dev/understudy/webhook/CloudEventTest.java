package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.audit.AuditAction;
import org.junit.jupiter.api.Test;

class CloudEventTest {
    private static final String RECORD = """
            {"seq":42,"previous":"00","at":"2026-03-01T08:00:00.123456Z","actor":"operator","action":"%s",
            "subject":"rollout:7d","ruleset":"flight-compensation","before":{"state":"RUNNING","stage":0},
            "after":{"state":"HELD","stage":1,"candidate":"c0ffee","numbers":{"e":12.5},"text":"said in a review",
            "consequence":"x","reason":"It failed."}}""";

    private static CloudEvent event(AuditAction action) {
        return CloudEvent.ofRecord("urn:test", RECORD.formatted(action.text())).orElseThrow();
    }

    @Test
    void aRecordBecomesACloudEventOfVersion1() throws JsonProcessingException {
        CloudEvent event = event(AuditAction.ROLLOUT_HELD);
        JsonNode json = new ObjectMapper().readTree(event.body());
        assertThat(json.get("specversion").asText()).isEqualTo("1.0");
        assertThat(json.get("id").asText()).isEqualTo(event.id().toString());
        assertThat(json.get("source").asText()).isEqualTo("urn:test");
        assertThat(json.get("type").asText()).isEqualTo("dev.understudy.rollout.held");
        assertThat(json.get("subject").asText()).isEqualTo("rollout:7d");
        assertThat(json.get("time").asText()).isEqualTo("2026-03-01T08:00:00.123456Z");
        assertThat(json.get("sequence").asText()).isEqualTo("0000000000000000042");
        assertThat(json.at("/data/path").asText()).isEqualTo("/api/v1/rollouts/7d");
        assertThat(json.at("/data/after/numbers/e").asDouble()).isEqualTo(12.5);
        assertThat(json.at("/data/before/state").asText()).isEqualTo("RUNNING");
        assertThat(event.ruleset()).isEqualTo("flight-compensation");
    }

    @Test
    void textsOfReviewsAreNotTold() {
        assertThat(event(AuditAction.REVIEW_APPROVED).body()).doesNotContain("said in a review", "consequence");
    }

    @Test
    void itsIdIsAUuidOfVersion7() {
        CloudEvent event = event(AuditAction.ROLLOUT_STARTED);
        assertThat(event.id().version()).isEqualTo(7);
        assertThat(event.id().variant()).isEqualTo(2);
        assertThat(event.id().getMostSignificantBits() >>> 16)
                .isEqualTo(event.at().toEpochMilli());
    }

    @Test
    void whatIsNobodysBusinessOutsideIsNotTold() {
        for (AuditAction each : new AuditAction[] {
            AuditAction.ROLLOUT_KEY_SEEN,
            AuditAction.WEBHOOK_CREATED,
            AuditAction.WEBHOOK_CHANGED,
            AuditAction.WEBHOOK_DISABLED,
            AuditAction.WEBHOOK_DELETED
        }) {
            assertThat(CloudEvent.ofRecord("urn:test", RECORD.formatted(each.text())))
                    .isEmpty();
        }
    }
}
