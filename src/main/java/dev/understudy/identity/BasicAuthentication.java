package dev.understudy.identity;

import dev.understudy.problem.ProblemRoutes;
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

/** HTTP Basic for the API and for git. */
@Singleton
final class BasicAuthentication implements HttpAuthenticationMechanism {
    private static final Uni<SecurityIdentity> NOBODY = Uni.createFrom().nullItem();
    private static final Uni<Boolean> SENT = Uni.createFrom().item(true);

    private final CredentialCheck credentials;

    BasicAuthentication(CredentialCheck credentials) {
        this.credentials = credentials;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String header = context.request().headers().get(HttpHeaders.AUTHORIZATION);
        if (header == null
                || !BasicCredentials.isBasic(header)
                || OpenPaths.ignoresCredentials(context.normalizedPath())) {
            return NOBODY;
        }
        return credentials.identify(header);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, null, null));
    }

    /** Sends the whole answer, where Quarkus would send a challenge without a body. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        String header = context.request().headers().get(HttpHeaders.AUTHORIZATION);
        boolean refused = header != null && BasicCredentials.isBasic(header);
        ProblemRoutes.send(
                context, refused ? Problems.of(new AuthenticationFailedException(), "") : Problems.ofStatus(401));
        return SENT;
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "basic"));
    }
}
