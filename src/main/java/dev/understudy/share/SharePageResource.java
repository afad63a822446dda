package dev.understudy.share;

import dev.understudy.identity.Open;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The page behind a link. It has no server side: the token stands behind {@code #} in its address, which browsers send to
 * nobody, and the page's script takes it from there.
 */
@Path("/share")
@PermitAll
@NonBlocking
class SharePageResource {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private final byte[] page = file("page.html");
    private final byte[] script = file("page.js");
    private final byte[] style = file("page.css");

    @GET
    @Open(because = "A page that is the same for everybody.")
    @Operation(hidden = true)
    public Response page() {
        return answer(page, "text/html; charset=utf-8");
    }

    @GET
    @Open(because = "A page that is the same for everybody.")
    @Path("/page.js")
    @Operation(hidden = true)
    public Response script() {
        return answer(script, "text/javascript; charset=utf-8");
    }

    @GET
    @Open(because = "A page that is the same for everybody.")
    @Path("/page.css")
    @Operation(hidden = true)
    public Response style() {
        return answer(style, "text/css; charset=utf-8");
    }

    private static Response answer(byte[] content, String type) {
        return Response.ok(content)
                .header("Content-Type", type)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }

    private static byte[] file(String name) {
        try (InputStream in =
                Objects.requireNonNull(SharePageResource.class.getResourceAsStream("/share/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
