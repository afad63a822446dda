package dev.understudy.gitrepo;

import dev.understudy.identity.Open;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Called by GitHub, GitLab and Gitea after a push to the remote. Anybody may call; only a signed call does anything. */
@Path("/api/v1/webhooks/git")
@Blocking
class WebhookResource {
    private static final int MAX_BYTES = 1 << 20;

    private final RepositoryHost host;
    private final Optional<WebhookSignature> signature;

    @Inject
    WebhookResource(RepositoryHost host, RepositoryConfig config) {
        this.host = host;
        this.signature = config.webhookSecret().map(WebhookSignature::new);
    }

    @POST
    @Open(because = "The call is signed with a secret of its own, and does nothing without.")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Fetch the rules soon",
            description = "For the webhooks of GitHub (X-Hub-Signature-256), Gitea (X-Gitea-Signature) and GitLab"
                    + " (X-Gitlab-Token), with the secret of understudy.repository.webhook-secret.")
    public Response pushed(@Context HttpHeaders headers, InputStream body) throws IOException {
        WebhookSignature secret = signature.orElseThrow(() -> new ProblemException(
                ProblemType.NOT_FOUND, "There is no webhook; set understudy.repository.webhook-secret to have one."));
        byte[] content = body.readNBytes(MAX_BYTES + 1);
        if (content.length > MAX_BYTES) {
            throw new ProblemException(ProblemType.BODY_TOO_LARGE, "A webhook call has at most 1 MiB.");
        }
        if (!secret.isValid(content, headers::getHeaderString)) {
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED,
                    "The signature does not fit; use the same secret here and in the webhook's settings.");
        }
        if (!host.fetchSoon()) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "The rules repository is hosted here, so there is nothing to fetch.");
        }
        return Response.accepted().build();
    }
}
