package dev.understudy.gitrepo;

import dev.understudy.identity.Caller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The rules repository for git clients, over git's smart HTTP protocol. */
@Path("/git/{path:.*}")
@Blocking
class GitResource {
    private final RepositoryHost host;
    private final SecurityIdentity identity;
    private final UriInfo uri;
    private final GitWorkers workers;

    @Inject
    GitResource(RepositoryHost host, SecurityIdentity identity, @Context UriInfo uri, GitWorkers workers) {
        this.workers = workers;
        this.host = host;
        this.identity = identity;
        this.uri = uri;
    }

    @GET
    @Needs(
            further = {
                @Needs.Further(right = Right.FETCH, when = "it clones, fetches or pushes"),
                @Needs.Further(right = Right.PUSH, when = "it pushes or deletes a branch"),
                @Needs.Further(right = Right.PUSH_MAIN, when = "it pushes main")
            })
    @Operation(hidden = true)
    public Response get(
            @PathParam("path") String path,
            @QueryParam("service") @Nullable String service,
            @Context HttpHeaders headers) {
        return answer("GET", path, service, headers, InputStream.nullInputStream());
    }

    @POST
    @Needs(
            further = {
                @Needs.Further(right = Right.FETCH, when = "it clones, fetches or pushes"),
                @Needs.Further(right = Right.PUSH, when = "it pushes or deletes a branch"),
                @Needs.Further(right = Right.PUSH_MAIN, when = "it pushes main")
            })
    @Operation(hidden = true)
    public Response post(@PathParam("path") String path, @Context HttpHeaders headers, InputStream body) {
        return answer("POST", path, null, headers, body);
    }

    private Response answer(
            String method, String path, @Nullable String service, HttpHeaders headers, InputStream body) {
        GitCall call = new GitCall(
                method,
                path,
                Optional.ofNullable(service),
                new GitCall.Headers(
                        header(headers, "Content-Type"),
                        header(headers, "Content-Encoding"),
                        header(headers, "Git-Protocol"),
                        origin()),
                caller(),
                body);
        GitAnswer answer = host.http().answer(call);
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        return response.entity((StreamingOutput) out -> workers.write(answer.body(), out))
                .build();
    }

    private String origin() {
        String address = uri.getBaseUri().toString();
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private Optional<Caller> caller() {
        return identity.isAnonymous() ? Optional.empty() : Optional.ofNullable(identity.getAttribute("caller"));
    }

    private static Optional<String> header(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getHeaderString(name));
    }
}
