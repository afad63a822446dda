package dev.understudy.bench;

import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The echo for whoever has an account, like a decision. */
@Path("/api/v1/bench/echo")
class KnownEchoResource {
    private final Echo echo;

    KnownEchoResource(Echo echo) {
        this.echo = echo;
    }

    @POST
    @Needs(Right.DECIDE)
    @NonBlocking
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public byte[] echo(byte[] body) throws IOException {
        return echo.of(body);
    }
}
