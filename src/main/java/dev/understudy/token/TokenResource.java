package dev.understudy.token;

import dev.understudy.http.Bodies;
import dev.understudy.http.Parameters;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What programs prove with who they are. */
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Tokens")
@Blocking
class TokenResource {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;
    private static final TokenOrders.Rotation USUAL = new TokenOrders.Rotation(null, null);

    private final TokenService tokens;
    private final SecurityIdentity identity;
    private final InstantSource clock = InstantSource.system();

    TokenResource(TokenService tokens, SecurityIdentity identity) {
        this.tokens = tokens;
        this.identity = identity;
    }

    /** A page; {@code next} goes into {@code before} for the next one. */
    record Page(List<TokenOrders.View> tokens, @Nullable Long next) {}

    private String caller() {
        return CurrentCaller.of(identity).name();
    }

    @POST
    @Needs(Right.MANAGE_TOKENS)
    @Operation(
            summary = "Make a token for a program",
            description = "{\"name\": \"payments-prod\", \"rights\": [\"decide\"], \"rulesets\":"
                    + " [\"flight-compensation\"], \"expiresIn\": \"90d\"}. The answer has the token, this once. Rights"
                    + " are decide, branch:select, branch:effective and git. It is sent as 'Authorization: Bearer', or"
                    + " as the password of HTTP Basic, as git does.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TokenOrders.Order.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TokenOrders.View.class)))
    public Response make(byte @Nullable [] body) throws IOException {
        TokenService.Shown made = tokens.make(caller(), Bodies.read(body, TokenOrders.Order.class, null));
        return Response.created(URI.create("/api/v1/tokens/" + made.token().id()))
                .entity(shown(made))
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @Needs(Right.MANAGE_TOKENS)
    @Operation(
            summary = "Tokens, newest first, without their secrets",
            description = "limit: 1 to 200, 50 by default; before: next of the page before. lastUsedAt is right to the"
                    + " minute.")
    public Page list(@QueryParam("before") @Nullable String before, @QueryParam("limit") @Nullable String limit) {
        int most = limit == null ? USUAL_LIMIT : (int) Parameters.number("limit", limit, MOST);
        long below = before == null ? Long.MAX_VALUE : Parameters.number("before", before, Long.MAX_VALUE);
        List<Token> found = tokens.page(below, most);
        boolean more = found.size() > most;
        List<Token> page = more ? found.subList(0, most) : found;
        Instant now = clock.instant();
        return new Page(
                page.stream().map(each -> TokenOrders.view(each, now, null)).toList(),
                more ? page.getLast().number() : null);
    }

    @POST
    @Path("/{id}/rotate")
    @Needs(Right.MANAGE_TOKENS)
    @Operation(
            summary = "Give a token another secret",
            description = "{\"grace\": \"1h\", \"expiresIn\": \"90d\"}, both may be left out. The answer has the token,"
                    + " this once. The secret of now goes on for the grace, 7d at most; a second rotation ends that.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TokenOrders.Rotation.class)), required = false)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TokenOrders.View.class)))
    public Response rotate(@PathParam("id") String id, byte @Nullable [] body) throws IOException {
        TokenOrders.Rotation wish = Bodies.read(body, TokenOrders.Rotation.class, USUAL);
        TokenService.Shown rotated = tokens.rotate(caller(), TokenOrders.id(id), wish);
        return Response.ok(shown(rotated)).header("Cache-Control", "no-store").build();
    }

    @DELETE
    @Path("/{id}")
    @Needs(Right.MANAGE_TOKENS)
    @Operation(
            summary = "Revoke a token",
            description = "At once on the node that is asked, within a minute on all others. It stays in the list.")
    public void revoke(@PathParam("id") String id) {
        tokens.revoke(caller(), TokenOrders.id(id));
    }

    private TokenOrders.View shown(TokenService.Shown token) {
        return TokenOrders.view(token.token(), clock.instant(), token.text().text());
    }
}
