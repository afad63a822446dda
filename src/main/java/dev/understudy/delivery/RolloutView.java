package dev.understudy.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.http.Members;
import dev.understudy.manifest.PlanWriter;
import dev.understudy.rollout.guardrail.Evidence;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings.Harm;
import dev.understudy.ruleset.RolloutStage;
import dev.understudy.ruleset.ShadowStage;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A rollout as callers see it; its key is never part of it. */
final class RolloutView {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RolloutView() {}

    /**
     * Shows one.
     *
     * @param place in the queue; 0 for none
     * @param git what git says of it; null when that was not asked
     */
    static ObjectNode of(RolloutRow row, long place, @Nullable String git) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", row.id().toString())
                .put("ruleset", row.ruleset())
                .put("state", row.state().name());
        if (place > 0) {
            json.put("place", place);
        }
        Members.text("reason", row.course().reason(), json);
        Long request = row.change().request();
        if (request != null) {
            json.put("changeRequest", request);
        }
        json.put("baseline", row.sides().baseline().value())
                .put("candidate", row.sides().candidate().value())
                .put("head", row.change().head().value());
        if (row.promoted() != null && row.state() == RolloutState.PROMOTED) {
            json.put("main", row.promoted().value());
        }
        json.put("unitKind", row.draws().unitKind())
                .put("keyId", row.draws().key().id());
        Members.text("git", git, json);
        json.set("stage", row.course().isShadow() ? shadow(row) : stage(row));
        if (row.plan().shadow().isPresent()) {
            json.put("shadow", "/api/v1/rulesets/" + row.ruleset() + "/shadows/" + row.id());
        }
        json.set("evidence", evidence(row));
        json.putObject("decisions")
                .put("candidate", row.counts().candidate())
                .put("baseline", row.counts().baseline())
                .put("withoutUnit", row.counts().withoutUnit());
        json.set("plan", PlanWriter.write(row.plan()));
        json.put("createdBy", row.change().by())
                .put("createdAt", row.times().createdAt().toString());
        Members.moment("startedAt", row.times().startedAt(), json);
        Members.moment("endedAt", row.times().endedAt(), json);
        return json;
    }

    private static ObjectNode stage(RolloutRow row) {
        RolloutStage stage = Steering.stage(row);
        Exposure share = row.state().isLive() ? row.plan().shareAt(row.course().stage()) : Exposure.NONE;
        ObjectNode json = JSON.createObjectNode();
        json.put("number", row.course().stage() + 1)
                .put("of", row.plan().stages().size())
                .put("percent", new BigDecimal(share.percent()));
        if (stage instanceof RolloutStage.Cohort cohort) {
            json.put("cohort", cohort.when())
                    .put("cohortPercent", new BigDecimal(cohort.exposure().percent()));
        }
        return json.put("ranSeconds", row.course().ran().toMillis() / 1e3)
                .put("soakSeconds", stage.soak().toMillis() / 1e3)
                .put("units", row.course().units())
                .put("leastUnits", Math.max(1, stage.units()));
    }

    private static ObjectNode shadow(RolloutRow row) {
        ShadowStage shadow = row.plan().shadow().orElseThrow();
        ObjectNode json = JSON.createObjectNode();
        return json.put("number", 0)
                .put("of", row.plan().stages().size())
                .put("percent", 0)
                .put("shadowPercent", new BigDecimal(shadow.exposure().percent()))
                .put("ranSeconds", row.course().ran().toMillis() / 1e3)
                .put("soakSeconds", shadow.soak().toMillis() / 1e3)
                .put("decisions", row.course().units())
                .put("leastDecisions", Math.max(1, shadow.decisions()));
    }

    private static ObjectNode evidence(RolloutRow row) {
        ObjectNode json = JSON.createObjectNode();
        for (Harm each : Harm.values()) {
            if (row.plan().guardrails().watches(each)) {
                json.set(
                        each.name().toLowerCase(Locale.ROOT),
                        counts(row.course().ledger().of(each)));
            }
        }
        json.set("allocation", counts(row.course().ledger().allocation()));
        json.put("trips", row.course().ledger().trips());
        String verdict = row.course().verdict();
        if (verdict != null) {
            json.set("verdict", tree(verdict));
        }
        return json;
    }

    private static ObjectNode counts(Evidence evidence) {
        ObjectNode json = JSON.createObjectNode();
        json.put("candidate", evidence.candidate()).put("baseline", evidence.baseline());
        double e = evidence.e();
        return Double.isFinite(e) ? json.put("e", e) : json.put("e", "infinite");
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A verdict that this service wrote is JSON.", e);
        }
    }
}
