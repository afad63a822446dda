package dev.understudy.bench;

import dev.understudy.identity.Open;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The echo for everybody. */
@Path("/bench/echo")
class OpenEchoResource {
    private final Echo echo;

    OpenEchoResource(Echo echo) {
        this.echo = echo;
    }

    @POST
    @Open(because = "It is off unless a benchmark runs, and knows nothing.")
    @NonBlocking
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public byte[] echo(byte[] body) throws IOException {
        return echo.of(body);
    }
}
