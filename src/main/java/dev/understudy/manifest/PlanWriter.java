package dev.understudy.manifest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.ruleset.ChangeWindows;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage;
import dev.understudy.ruleset.ShadowStage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Writes a plan as the JSON that {@link PlanReader} reads. */
public final class PlanWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PlanWriter() {}

    /** The whole plan; of one without stages an object without {@code stages}. */
    public static ObjectNode write(RolloutPlan plan) {
        ObjectNode json = JSON.objectNode();
        plan.shadow().ifPresent(each -> json.set("shadow", shadow(each)));
        if (!plan.stages().isEmpty()) {
            ArrayNode stages = json.putArray("stages");
            plan.stages().forEach(each -> stages.add(stage(each)));
        }
        if (plan.holdout().ppm() > 0) {
            json.put("holdout", percent(plan.holdout()));
        }
        plan.start().ifPresent(each -> json.put("start", each.toString()));
        if (!plan.windows().equals(ChangeWindows.ALWAYS)) {
            json.set("windows", windows(plan.windows()));
        }
        json.set("guardrails", guardrails(plan.guardrails()));
        return json;
    }

    private static ObjectNode shadow(ShadowStage shadow) {
        ObjectNode json = JSON.objectNode();
        json.put("percent", percent(shadow.exposure()))
                .put("soak", Quantities.text(shadow.soak()))
                .put("decisions", shadow.decisions());
        shadow.most().ifPresent(each -> json.put("maxPercent", percent(each)));
        if (!shadow.transitions().isEmpty()) {
            ArrayNode transitions = json.putArray("transitions");
            shadow.transitions()
                    .forEach(each ->
                            transitions.addObject().put("from", each.from()).put("to", each.to()));
        }
        return json;
    }

    private static BigDecimal percent(Exposure share) {
        return new BigDecimal(share.percent());
    }

    private static ObjectNode stage(RolloutStage stage) {
        ObjectNode json = JSON.objectNode();
        if (stage instanceof RolloutStage.Cohort cohort) {
            json.put("cohort", cohort.when());
        }
        json.put("percent", percent(stage.exposure()));
        json.put("soak", Quantities.text(stage.soak()));
        json.put("units", stage.units());
        return json;
    }

    private static ObjectNode windows(ChangeWindows windows) {
        ObjectNode json = JSON.objectNode();
        json.put("zone", windows.zone().getId());
        list(json.putArray("allow"), windows.allowed());
        list(json.putArray("deny"), windows.denied());
        return json;
    }

    private static void list(ArrayNode json, List<ChangeWindows.Window> windows) {
        for (ChangeWindows.Window each : windows) {
            ObjectNode window = json.addObject();
            switch (each) {
                case ChangeWindows.Dated dated ->
                    window.put("from", dated.from().toString())
                            .put("to", dated.to().toString());
                case ChangeWindows.Weekly weekly -> {
                    ArrayNode days = window.putArray("days");
                    weekly.days().stream().sorted().forEach(day -> days.add(day.name()));
                    window.put("from", weekly.from().toString())
                            .put("to", weekly.to().toString());
                }
            }
            if (!each.reason().isEmpty()) {
                window.put("reason", each.reason());
            }
        }
    }

    private static ObjectNode guardrails(GuardrailSettings settings) {
        ObjectNode json = JSON.objectNode();
        settings.latency().ifPresent(each -> json.put("latency", Quantities.text(each)));
        ObjectNode floors = json.putObject("floors");
        settings.floors().forEach((harm, share) -> floors.put(harm.name().toLowerCase(Locale.ROOT), percent(share)));
        floors.put("units", settings.floorUnits());
        return json;
    }
}
