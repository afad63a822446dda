package dev.understudy.webhook;

import dev.understudy.http.Parameters;
import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who outside is told of what happens. */
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Webhooks")
@Blocking
class SubscriptionResource {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;

    private final Subscriptions subscriptions;
    private final SecurityIdentity identity;

    SubscriptionResource(Subscriptions subscriptions, SecurityIdentity identity) {
        this.subscriptions = subscriptions;
        this.identity = identity;
    }

    /** All of them. */
    record Webhooks(List<SubscriptionOrders.View> webhooks) {}

    /** A page; {@code next} goes into {@code before} for the next one. */
    record Page(List<Deliveries.View> deliveries, @Nullable Long next) {}

    private Caller caller() {
        return CurrentCaller.of(identity);
    }

    @GET
    @Needs(Right.MANAGE_WEBHOOKS)
    @Operation(summary = "Who is told of what happens", description = "For admins. Secrets are never shown again.")
    public Webhooks list() {
        return new Webhooks(subscriptions.all().stream()
                .map(each -> SubscriptionOrders.view(each, null))
                .toList());
    }

    @POST
    @Needs(Right.MANAGE_WEBHOOKS)
    @Operation(
            summary = "Tell somebody of what happens, from now on",
            description = "{\"url\": \"https://example.org/hook\", \"events\": [\"dev.understudy.rollout.*\"],"
                    + " \"rulesets\": [\"flight-compensation\"]}. The answer has the secret that events are signed with,"
                    + " this once. They are CloudEvents in structured mode, signed after Standard Webhooks.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SubscriptionOrders.Order.class)))
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = SubscriptionOrders.View.class)))
    public Response create(byte @Nullable [] body) throws IOException {
        Subscriptions.Shown made = subscriptions.create(caller(), SubscriptionOrders.read(body));
        return Response.created(
                        URI.create("/api/v1/webhooks/" + made.subscription().id()))
                .entity(SubscriptionOrders.view(made.subscription(), made.secret()))
                .build();
    }

    @GET
    @Needs(Right.MANAGE_WEBHOOKS)
    @Path("/{id}")
    @Operation(summary = "One of them")
    public SubscriptionOrders.View get(@PathParam("id") String id) {
        return SubscriptionOrders.view(subscriptions.get(SubscriptionOrders.id(id)), null);
    }

    @PATCH
    @Needs(Right.MANAGE_WEBHOOKS)
    @Path("/{id}")
    @Operation(
            summary = "Change it; what is left out stays",
            description = "While it is PAUSED, what happens is kept for it. ACTIVE also takes up one that was DISABLED"
                    + " since its receiver said that it is gone.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SubscriptionOrders.Order.class)))
    public SubscriptionOrders.View change(@PathParam("id") String id, byte @Nullable [] body) throws IOException {
        return SubscriptionOrders.view(
                subscriptions.change(caller(), SubscriptionOrders.id(id), SubscriptionOrders.read(body)), null);
    }

    @POST
    @Needs(Right.MANAGE_WEBHOOKS)
    @Path("/{id}/secret")
    @Operation(
            summary = "Give it another secret",
            description = "The answer has it, this once. For 24 hours events are signed with the former one too.")
    public SubscriptionOrders.View rotate(@PathParam("id") String id) {
        Subscriptions.Shown rotated = subscriptions.rotate(caller(), SubscriptionOrders.id(id));
        return SubscriptionOrders.view(rotated.subscription(), rotated.secret());
    }

    @DELETE
    @Needs(Right.MANAGE_WEBHOOKS)
    @Path("/{id}")
    @Operation(summary = "Tell it nothing more, and forget what became of its deliveries")
    public void delete(@PathParam("id") String id) {
        subscriptions.delete(caller(), SubscriptionOrders.id(id));
    }

    @POST
    @Needs(Right.MANAGE_WEBHOOKS)
    @Path("/{id}/test")
    @Operation(summary = "Send it dev.understudy.ping", description = "The answer has the event's id.")
    @APIResponse(responseCode = "202")
    public Response test(@PathParam("id") String id) {
        return Response.accepted(Map.of(
                        "event",
                        subscriptions.ping(caller(), SubscriptionOrders.id(id)).toString()))
                .build();
    }

    @GET
    @Needs(Right.MANAGE_WEBHOOKS)
    @Path("/{id}/deliveries")
    @Operation(
            summary = "What was sent to it in the last 30 days, newest first",
            description =
                    "state: PENDING, DELIVERED or FAILED; limit: 1 to 200, 50 by default; before: next of the page"
                            + " before.")
    public Page deliveries(
            @PathParam("id") String id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @Nullable String limit) {
        int most = limit == null ? USUAL_LIMIT : (int) Parameters.number("limit", limit, MOST);
        long below = before == null ? Long.MAX_VALUE : Parameters.number("before", before, Long.MAX_VALUE);
        List<Deliveries.View> found = subscriptions.deliveries(SubscriptionOrders.id(id), state(state), below, most);
        return new Page(found, found.size() < most ? null : found.getLast().id());
    }

    @POST
    @Needs(Right.MANAGE_WEBHOOKS)
    @Path("/{id}/deliveries/{delivery}/redeliver")
    @Operation(summary = "Send it again, with the same id", description = "It is tried for three days more.")
    @APIResponse(responseCode = "202")
    public Response redeliver(@PathParam("id") String id, @PathParam("delivery") String delivery) {
        if (!delivery.matches("[0-9]{1,18}")) {
            throw Deliveries.unknown();
        }
        subscriptions.redeliver(SubscriptionOrders.id(id), Long.parseLong(delivery));
        return Response.accepted().build();
    }

    private static Deliveries.@Nullable State state(@Nullable String text) {
        for (Deliveries.State each : Deliveries.State.values()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        if (text != null) {
            throw ProblemException.ofParameter("state", "is PENDING, DELIVERED or FAILED");
        }
        return null;
    }
}
