package dev.understudy.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Says who calls; only tests have it. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
class WhoResource {
    private final SecurityIdentity identity;

    WhoResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    @GET
    @Needs(Right.DECIDE)
    @Path("/test-only/who")
    public Caller who() {
        return CurrentCaller.of(identity);
    }

    @POST
    @Needs(Right.DECIDE)
    @Path("/test-only/who")
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.TEXT_PLAIN)
    public String length(String body) {
        return Integer.toString(body.length());
    }

    @GET
    @Needs(Right.AUTHOR)
    @Path("/test-only/needs-author")
    public String author() {
        return "author";
    }
}
