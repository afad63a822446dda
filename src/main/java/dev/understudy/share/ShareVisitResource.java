package dev.understudy.share;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.http.Members;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Open;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.replay.FieldMask;
import dev.understudy.routing.PreviewCookie;
import dev.understudy.routing.VertxRequestView;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Share links, for those who got one. They need no account, and may have one. */
@Path("/api/v1/share-links")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Share links")
@PermitAll
@Blocking
class ShareVisitResource {
    private static final int MOST_BYTES = 2_048;

    private final Visits visits;
    private final SideBySide decisions;
    private final SharePreviews previews;
    private final RulesetCatalog catalog;
    private final SecurityIdentity identity;

    ShareVisitResource(
            Visits visits,
            SideBySide decisions,
            SharePreviews previews,
            RulesetCatalog catalog,
            SecurityIdentity identity) {
        this.visits = visits;
        this.decisions = decisions;
        this.previews = previews;
        this.catalog = catalog;
        this.identity = identity;
    }

    /** What is sent to open a link. */
    record OpenLink(String token) {}

    /** What is sent to have the cookie set. */
    record EnterPreview(String opening) {}

    @POST
    @Open(because = "The link that is sent is the proof.")
    @Path("/open")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Open a share link: whose draft it is, or the decisions that it shows",
            description = "{\"token\": \"uss_…\"}. Needs no account. Each call is one use of the link.")
    @RequestBody(content = @Content(schema = @Schema(implementation = OpenLink.class)))
    @APIResponse(
            responseCode = "200",
            description =
                    "{\"branch\": …, \"commit\": …, \"ruleset\": …, \"madeBy\": …, \"expiresAt\": …, \"effective\":"
                            + " false, \"opening\": …}; of decisions \"decisions\": [{\"id\": …, \"facts\": …, \"then\":"
                            + " {\"outcome\": …}, \"now\": {\"outcome\": …}}]",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Response open(byte @Nullable [] body, @Context HttpServerRequest request) {
        requireOwnPage(request);
        String token = member(body, "token", ProblemType.INVALID_SHARE_LINK);
        VertxRequestView view = new VertxRequestView(request);
        Visitor visitor = Visitor.of(view, CurrentCaller.orNobody(identity));
        Visits.Opened opened = visits.open(token, visitor, link -> view.cookie(Binding.cookie(link)));
        Response.ResponseBuilder answer = Response.ok(json(opened).toString()).header("Cache-Control", "no-store");
        String secret = opened.secret();
        if (secret != null) {
            answer.header("Set-Cookie", bindingCookie(opened.link(), secret, request.isSSL()));
        }
        return answer.build();
    }

    @POST
    @Open(because = "What opening a link gave is the proof.")
    @Path("/cookie")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Let the draft of an opened link decide in this browser",
            description = "{\"opening\": \"…\"}, from the answer that opened it. Sets the cookie rules-preview.")
    @RequestBody(content = @Content(schema = @Schema(implementation = EnterPreview.class)))
    @APIResponse(responseCode = "204", description = "It is set")
    public Response enter(byte @Nullable [] body, @Context HttpServerRequest request) {
        requireOwnPage(request);
        String ticket = member(body, "opening", ProblemType.INVALID_SHARE_LINK);
        Visitor visitor = Visitor.of(new VertxRequestView(request), CurrentCaller.orNobody(identity));
        ShareLink link = visits.enter(ticket, visitor);
        return Response.noContent()
                .header("Set-Cookie", PreviewCookie.set(previews.cookie(link), left(link), request.isSSL()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @DELETE
    @Open(because = "It takes a cookie away from whoever asks.")
    @Path("/cookie")
    @Operation(summary = "Let main decide in this browser again")
    @APIResponse(responseCode = "204", description = "The cookie is gone")
    public Response leave() {
        return Response.noContent()
                .header("Set-Cookie", PreviewCookie.cleared())
                .build();
    }

    private ObjectNode json(Visits.Opened opened) {
        ShareLink link = opened.link();
        ShareLink.Shown shown = link.shown();
        BranchView view = catalog.snapshot().branch(shown.branch().value());
        ObjectNode json = FieldMask.JSON.createObjectNode();
        json.put("branch", shown.branch().value());
        Members.text(
                "commit",
                shown.commit() != null
                        ? shown.commit().value()
                        : view == null ? null : view.head().value(),
                json);
        Members.text("ruleset", shown.ruleset(), json);
        json.put("madeBy", link.made().by());
        json.put("madeAt", link.made().at().toString());
        json.put("expiresAt", link.made().expiresAt().toString());
        json.put("effective", false);
        if (shown.ruleset() == null) {
            json.putRawValue("decisions", new RawValue(decisions.of(link)));
        } else {
            json.put("opening", opened.ticket());
        }
        return json;
    }

    /** Another site's page must not put this browser on a draft. Programs say nothing of where they come from. */
    private static void requireOwnPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Share links are opened by our own page alone.");
        }
    }

    /** Read by hand: what Jackson says of a fault may quote the token. */
    private static String member(byte @Nullable [] body, String name, ProblemType tooLong) {
        if (body != null && body.length > MOST_BYTES) {
            throw new ProblemException(tooLong, "This is longer than any share link. Copy the whole link, alone.");
        }
        try {
            JsonNode value =
                    FieldMask.JSON.readTree(body == null ? new byte[0] : body).path(name);
            if (value.isTextual()) {
                return value.textValue().strip();
            }
        } catch (IOException _) {
            // The same is to be said.
        }
        throw ProblemException.at(
                ProblemType.INVALID_REQUEST, "/" + name, "Send a JSON object with the text '" + name + "'.");
    }

    private static String bindingCookie(ShareLink link, String secret, boolean secure) {
        return Binding.cookie(link.id()) + "=" + secret + "; Max-Age="
                + left(link).toSeconds() + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    private static Duration left(ShareLink link) {
        Duration left = Duration.between(Instant.now(), link.made().expiresAt());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
