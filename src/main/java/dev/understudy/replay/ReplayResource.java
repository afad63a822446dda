package dev.understudy.replay;

import dev.understudy.decisionlog.query.KeptDecision;
import dev.understudy.decisionlog.query.KeptTexts;
import dev.understudy.decisionlog.query.LogReader;
import dev.understudy.decisionlog.query.Unmasking;
import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import dev.understudy.json.Utf8Sink;
import dev.understudy.ruleset.Decision;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Decides again what is in the log. */
@Path("/api/v1/decisions/{id}/replay")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decision log")
@Blocking
class ReplayResource {
    private final LogReader log;
    private final ReplayService replays;
    private final Masks masks;
    private final Unmasking unmasking;
    private final CurrentVertxRequest current;

    ReplayResource(
            LogReader log, ReplayService replays, Masks masks, Unmasking unmasking, CurrentVertxRequest current) {
        this.log = log;
        this.replays = replays;
        this.masks = masks;
        this.unmasking = unmasking;
        this.current = current;
    }

    @POST
    @Needs(
            value = Right.READ_DECISIONS,
            further = @Needs.Further(right = Right.SELECT_BRANCH, when = "a branch is named"))
    @Operation(
            summary = "Decide the same facts again",
            description = "On the commit of then, or on another branch or commit: 'feature/x' or 'feature/x@<commit>'."
                    + " Both outcomes stand beside each other, and the rules that differ. Nothing of it is kept.")
    @APIResponse(
            responseCode = "200",
            description = "{\"decision\": …, \"identical\": …, \"then\": {…}, \"now\": {…}, \"rules\": {…}}",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "default",
            description = "A problem (RFC 9457)",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(type = SchemaType.OBJECT)))
    public byte[] replay(@PathParam("id") String id, @QueryParam("branch") @Nullable String branch) {
        RoutingContext context = current.getCurrent();
        Caller caller = CurrentCaller.of(context);
        if (branch != null) {
            caller.require(Right.SELECT_BRANCH);
        }
        KeptDecision kept = log.named(id);
        ReplayService.Replay replay = replays.replay(kept, branch == null || branch.isBlank() ? null : branch);
        try (Unmasking.Look look = unmasking.begin(caller, context.request().uri())) {
            boolean clear = caller.may(Right.SEE_SENSITIVE);
            return json(kept, replay, KeptTexts.outcome(kept, look), clear);
        }
    }

    private byte[] json(KeptDecision kept, ReplayService.Replay replay, String thenOutcome, boolean clear) {
        Utf8Sink out = new Utf8Sink();
        out.ascii("{\"decision\":");
        out.text(kept.id().toString());
        out.ascii(replay.identical() ? ",\"identical\":true" : ",\"identical\":false");
        out.ascii(",\"then\":{");
        side(kept.rules().branch(), kept.rules().commit(), replay.thenFired(), out);
        out.raw(thenOutcome.getBytes(StandardCharsets.UTF_8));
        out.ascii("},\"now\":{");
        Decision now = replay.now().decision();
        side(replay.now().branch(), replay.now().commit(), now.firedRules(), out);
        out.raw(
                clear
                        ? now.outcomeJson()
                        : masks.outcome(now, kept.rules().ruleset()).toString().getBytes(StandardCharsets.UTF_8));
        out.ascii("},\"rules\":{\"onlyThen\":");
        names(replay.onlyThen(), out);
        out.ascii(",\"onlyNow\":");
        names(replay.onlyNow(), out);
        out.ascii("}}");
        return out.toByteArray();
    }

    /** All but the outcome, which comes next. */
    private static void side(String branch, String commit, List<Decision.FiredRule> fired, Utf8Sink out) {
        out.ascii("\"branch\":");
        out.text(branch);
        out.ascii(",\"commit\":");
        out.text(commit);
        out.ascii(",\"firedRules\":[");
        int start = out.size();
        for (Decision.FiredRule each : fired) {
            out.ascii("{\"rule\":");
            out.text(each.rule());
            out.ascii(",\"count\":");
            out.number(each.count());
            out.ascii("},");
        }
        out.dropCommaSince(start);
        out.ascii("],\"outcome\":");
    }

    private static void names(Collection<String> names, Utf8Sink out) {
        out.raw('[');
        int start = out.size();
        for (String each : names) {
            out.text(each);
            out.raw(',');
        }
        out.dropCommaSince(start);
        out.raw(']');
    }
}
