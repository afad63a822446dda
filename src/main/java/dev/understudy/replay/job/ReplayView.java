package dev.understudy.replay.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.understudy.decisionlog.query.KeptTexts;
import dev.understudy.decisionlog.query.Unmasking;
import dev.understudy.replay.compare.ReplayReport;
import dev.understudy.replay.job.ReplayRow.Checkpoint;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Replays as the API shows them. */
final class ReplayView {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ReplayView() {}

    /**
     * One of them with what came of it, or has come so far.
     *
     * @param place in the queue; null when it does not wait
     * @param look how sealed values are shown
     */
    static byte[] whole(ReplayRow row, @Nullable Long place, Unmasking.Look look) {
        ObjectNode view = head(row, place);
        Checkpoint checkpoint = row.checkpoint();
        if (checkpoint != null) {
            view.set("result", result(row, ReportJson.read(checkpoint.report()), look));
        }
        return bytes(view);
    }

    /** How far it is, in one line. */
    static String line(ReplayRow row, @Nullable Long place) {
        ObjectNode view = JSON.createObjectNode();
        view.put("id", row.id().toString());
        view.put("state", row.state().text());
        if (place != null) {
            view.put("place", place);
        }
        view.set("progress", progress(row));
        put(view, "fault", row.fault());
        return text(view);
    }

    /** Some of them, without what came of them. */
    static byte[] page(List<ReplayRow> rows, @Nullable UUID next) {
        ObjectNode view = JSON.createObjectNode();
        ArrayNode list = view.putArray("replays");
        rows.forEach(row -> list.add(head(row, null)));
        view.put("next", next == null ? null : next.toString());
        return bytes(view);
    }

    private static ObjectNode head(ReplayRow row, @Nullable Long place) {
        ObjectNode view = JSON.createObjectNode();
        view.put("id", row.id().toString());
        view.put("state", row.state().text());
        if (place != null) {
            view.put("place", place);
        }
        view.put("ruleset", row.asked().ruleset());
        view.putObject("onto")
                .put("branch", row.target().branch())
                .put("commit", row.target().commit())
                .put("tree", row.target().tree())
                .put("engine", row.target().engine());
        view.set("filter", filter(row.asked().filter()));
        Sample sample = row.asked().sample();
        if (sample != null) {
            view.putObject("sample")
                    .put("size", sample.size())
                    .put("method", sample.method().text());
        }
        view.put("createdBy", row.asked().by());
        put(view, "createdAt", row.times().createdAt());
        put(view, "startedAt", row.times().startedAt());
        put(view, "endedAt", row.times().endedAt());
        view.set("progress", progress(row));
        put(view, "fault", row.fault());
        return view;
    }

    private static JsonNode filter(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is kept of a replay's filter is no JSON.", e);
        }
    }

    private static ObjectNode progress(ReplayRow row) {
        long decided = row.progress().decided();
        long total = row.found().total();
        ObjectNode view = JSON.createObjectNode();
        view.put("decided", decided);
        view.put("total", total);
        view.put("percent", percent(row.state(), decided, total));
        Double rate = row.progress().perSecond();
        if (row.state() == ReplayState.RUNNING && rate != null) {
            view.put("perSecond", Math.round(rate));
            if (rate >= 1) {
                view.put("secondsLeft", (long) Math.ceil(Math.max(0, total - decided) / rate));
            }
        }
        return view;
    }

    /** A whole one: what runs is never at 100. */
    private static long percent(ReplayState state, long decided, long total) {
        if (state == ReplayState.DONE) {
            return 100;
        }
        return total == 0 ? 0 : Math.min(99, decided * 100 / total);
    }

    private static ObjectNode result(ReplayRow row, ReplayReport report, Unmasking.Look look) {
        ObjectNode view = JSON.createObjectNode();
        view.put("complete", row.state() == ReplayState.DONE);
        view.put("counted", report.counted());
        view.put("unchanged", report.unchanged());
        view.put("changed", report.changed());
        view.put("undecidable", report.undecidable());
        ArrayNode kinds = view.putArray("kinds");
        report.kinds().forEach(each -> kinds.add(kind(each, look)));
        ArrayNode rules = view.putArray("rules");
        report.rules()
                .forEach(each -> rules.addObject()
                        .put("rule", each.rule())
                        .put("changed", each.changed())
                        .put("onlyThen", each.onlyThen())
                        .put("onlyNow", each.onlyNow()));
        ArrayNode sums = view.putArray("sums");
        report.sums()
                .forEach(each -> sums.addObject()
                        .put("field", each.field())
                        .put("then", each.then())
                        .put("now", each.now())
                        .put("difference", each.difference())
                        .put("countThen", each.countThen())
                        .put("countNow", each.countNow()));
        ArrayNode reasons = view.putArray("cannotBeDecided");
        report.reasons()
                .forEach(each -> reasons.addObject()
                        .put("reason", each.cause().toLowerCase(Locale.ROOT))
                        .put("subject", each.subject())
                        .put("detail", each.detail())
                        .put("count", each.count())
                        .put("example", each.example().toString()));
        ArrayNode sensitive = view.putArray("sensitiveFields");
        report.sensitiveFields().forEach(sensitive::add);
        return view;
    }

    private static ObjectNode kind(ReplayReport.KindOfChange kind, Unmasking.Look look) {
        ObjectNode view = JSON.createObjectNode();
        view.put("from", kind.from()).put("to", kind.to()).put("count", kind.count());
        ArrayNode examples = view.putArray("examples");
        for (ReplayReport.Example each : kind.examples()) {
            ObjectNode example = examples.addObject();
            example.put("decision", each.decision().toString());
            example.put("difference", each.difference());
            outcome(example, "then", each.then(), each.decision(), look);
            outcome(example, "now", each.now(), each.decision(), look);
            ArrayNode then = example.putArray("onlyThen");
            each.onlyThen().forEach(then::add);
            ArrayNode now = example.putArray("onlyNow");
            each.onlyNow().forEach(now::add);
        }
        return view;
    }

    private static void outcome(
            ObjectNode example, String name, @Nullable String json, UUID decision, Unmasking.Look look) {
        if (json == null) {
            example.putNull(name);
        } else {
            example.putRawValue(name, new RawValue(KeptTexts.shown(json, decision, look)));
        }
    }

    private static void put(ObjectNode view, String name, @Nullable Object value) {
        if (value instanceof Instant || value instanceof String) {
            view.put(name, value.toString());
        }
    }

    private static byte[] bytes(ObjectNode view) {
        try {
            return JSON.writeValueAsBytes(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A replay can always be written.", e);
        }
    }

    private static String text(ObjectNode view) {
        try {
            return JSON.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A replay can always be written.", e);
        }
    }
}
