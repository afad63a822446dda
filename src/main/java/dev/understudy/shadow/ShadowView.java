package dev.understudy.shadow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.http.Members;
import dev.understudy.http.StateStreams;
import dev.understudy.replay.compare.ReplayReport;
import dev.understudy.rollout.guardrail.BlastRadius;
import dev.understudy.rollout.guardrail.ShareBounds;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shadows as the API shows them; neither their keys nor outcomes are ever part of it. */
final class ShadowView {
    private static final int CONFIDENCE = 95;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ShadowView() {}

    /** What it is of, as the audit log keeps it. */
    static Map<String, Object> subject(ShadowRow row) {
        Map<String, Object> subject = new LinkedHashMap<>();
        String branch = row.sides().branch();
        if (branch != null) {
            subject.put("branch", branch);
        }
        subject.put("commit", row.sides().commit().value());
        subject.put("baseline", row.sides().baseline().value());
        subject.put("percent", row.draws().share().percent());
        subject.put("keyId", row.draws().key().id());
        return subject;
    }

    /** One with all that was counted and found. */
    static ObjectNode whole(ShadowService.Look look) {
        ObjectNode json = head(look);
        ReplayReport report = look.report();
        ArrayNode kinds = json.putArray("kinds");
        report.kinds().forEach(each -> kinds.add(kind(each)));
        ArrayNode rules = json.putArray("rules");
        report.rules()
                .forEach(each -> rules.addObject()
                        .put("rule", each.rule())
                        .put("changed", each.changed())
                        .put("onlyBaseline", each.onlyThen())
                        .put("onlyCandidate", each.onlyNow()));
        ArrayNode sums = json.putArray("sumsOfChanged");
        report.sums()
                .forEach(each -> sums.addObject()
                        .put("field", each.field())
                        .put("baseline", each.then())
                        .put("candidate", each.now())
                        .put("difference", each.difference()));
        ArrayNode failures = json.putArray("failures");
        report.reasons()
                .forEach(each -> failures.addObject()
                        .put("reason", each.cause().toLowerCase(Locale.ROOT))
                        .put("subject", each.subject())
                        .put("detail", each.detail())
                        .put("count", each.count())
                        .put("example", each.example().toString()));
        return json;
    }

    /** One with what was counted. */
    static ObjectNode head(ShadowService.Look look) {
        ShadowRow row = look.row();
        ShadowRow.Course course = row.course();
        ObjectNode json = JSON.createObjectNode();
        json.put("id", row.id().toString())
                .put("ruleset", row.ruleset())
                .put("state", course.running() ? "RUNNING" : "ENDED");
        Members.text("reason", course.reason(), json);
        if (course.ofRollout()) {
            json.put("rollout", row.id().toString());
        }
        Members.text("branch", row.sides().branch(), json);
        json.put("commit", row.sides().commit().value())
                .put("baseline", row.sides().baseline().value())
                .put("percent", new BigDecimal(row.draws().share().percent()))
                .put("unitKind", row.draws().unitKind())
                .put("keyId", row.draws().key().id());
        Long enough = row.bounds().decisions();
        if (enough != null) {
            json.put("decisions", enough);
        }
        json.put("createdBy", course.by()).put("createdAt", course.createdAt().toString());
        Members.moment("endsAt", row.bounds().endsAt(), json);
        Members.moment("endedAt", course.endedAt(), json);
        figures(look.figures(), json);
        look.figures().against(row.bounds().declared()).ifPresent(each -> radius(each, json));
        return json;
    }

    private static void figures(ShadowFigures seen, ObjectNode json) {
        json.putObject("counts")
                .put("seen", seen.seen())
                .put("withoutUnit", seen.withoutUnit())
                .put("drawn", seen.drawn())
                .put("dropped", seen.dropped())
                .put("shadowed", seen.shadowed())
                .put("same", seen.same())
                .put("changed", seen.changed())
                .put("failed", seen.failed())
                .put("late", seen.late());
        ShareBounds bounds = ShareBounds.of(seen.different(), seen.same());
        ObjectNode share = json.putObject("different");
        share.put("decisions", seen.different()).put("of", seen.telling());
        if (seen.telling() > 0) {
            share.put("percent", percent((double) seen.different() / seen.telling()));
        }
        share.put("atLeastPercent", percent(bounds.atLeast()))
                .put("atMostPercent", percent(bounds.atMost()))
                .put("confidencePercent", CONFIDENCE);
    }

    private static void radius(BlastRadius radius, ObjectNode json) {
        ObjectNode view = json.putObject("blastRadius");
        view.put("maxPercent", radius.declared() * 100);
        double e = radius.e();
        if (Double.isFinite(e)) {
            view.put("e", e);
        } else {
            view.put("e", "infinite");
        }
        view.put("exceeded", radius.isExceeded());
    }

    private static double percent(double share) {
        return Math.round(share * 1e6) / 1e4;
    }

    private static ObjectNode kind(ReplayReport.KindOfChange kind) {
        ObjectNode view = JSON.createObjectNode();
        view.put("from", kind.from()).put("to", kind.to()).put("count", kind.count());
        ArrayNode examples = view.putArray("examples");
        for (ReplayReport.Example each : kind.examples()) {
            ObjectNode example = examples.addObject();
            example.put("decision", each.decision().toString());
            example.put("difference", each.difference());
            names(example.putArray("onlyBaseline"), each.onlyThen());
            names(example.putArray("onlyCandidate"), each.onlyNow());
        }
        return view;
    }

    private static void names(ArrayNode json, List<String> names) {
        names.forEach(json::add);
    }

    private static String text(ObjectNode view) {
        try {
            return JSON.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A shadow can always be written.", e);
        }
    }

    static byte[] bytes(ObjectNode view) {
        try {
            return JSON.writeValueAsBytes(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A shadow can always be written.", e);
        }
    }

    /** As it is told to who follows it. */
    static StateStreams.State state(ShadowService.Look look) {
        return new StateStreams.State(text(whole(look)), !look.row().course().running());
    }

    static ObjectNode list(List<ShadowService.Look> looks) {
        ObjectNode view = JSON.createObjectNode();
        ArrayNode all = view.putArray("shadows");
        looks.forEach(each -> all.add(head(each)));
        return view;
    }
}
