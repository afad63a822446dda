package dev.understudy.identity;

import dev.understudy.problem.ProblemDocument;
import dev.understudy.problem.ProblemRoutes;
import dev.understudy.problem.ProblemType;
import dev.understudy.problem.Problems;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** HTTP Basic for the API and for git, and tokens: as the bearer, or as the password, which is how git sends them. */
@Singleton
final class HeaderAuthentication implements HttpAuthenticationMechanism {
    private static final Uni<SecurityIdentity> NOBODY = Uni.createFrom().nullItem();
    private static final Uni<Boolean> SENT = Uni.createFrom().item(true);

    private final CredentialCheck credentials;
    private final Tokens tokens;

    HeaderAuthentication(CredentialCheck credentials, Tokens tokens) {
        this.credentials = credentials;
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String header = context.request().headers().get(HttpHeaders.AUTHORIZATION);
        if (header == null || OpenPaths.ignoresCredentials(context.normalizedPath())) {
            return NOBODY;
        }
        String token = SentToken.of(header);
        if (token != null) {
            return tokens.identify(token);
        }
        return BasicCredentials.isBasic(header) ? credentials.identify(header) : NOBODY;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, null, null));
    }

    /** Sends the whole answer, where Quarkus would send a challenge without a body. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        String header = context.request().headers().get(HttpHeaders.AUTHORIZATION);
        ProblemRoutes.send(context, refusal(header == null ? "" : header));
        return SENT;
    }

    private static ProblemDocument refusal(String header) {
        if (SentToken.of(header) != null) {
            return ProblemDocument.of(
                    ProblemType.UNAUTHENTICATED, "The token is not one of ours, has expired, or was revoked.");
        }
        return BasicCredentials.isBasic(header)
                ? Problems.of(new AuthenticationFailedException(), "")
                : Problems.ofStatus(401);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "basic"));
    }
}
