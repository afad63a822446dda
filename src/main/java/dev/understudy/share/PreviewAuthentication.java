package dev.understudy.share;

import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.routing.RulesHeaders;
import dev.understudy.ruleset.RulesetName;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets somebody who has a share link and no account decide on that link's ruleset. It knows that one path and no other, so
 * whatever else asks for an account goes on to do so.
 */
@Singleton
final class PreviewAuthentication implements HttpAuthenticationMechanism {
    /** Behind those who read credentials: with an account of one's own one is oneself. */
    private static final int LAST = 1;

    private static final String BEFORE = "/api/v1/rulesets/";
    private static final String AFTER = "/decisions";
    private static final Uni<SecurityIdentity> NOBODY = Uni.createFrom().nullItem();

    private final SharePreviews previews;

    PreviewAuthentication(SharePreviews previews) {
        this.previews = previews;
    }

    @Override
    public int getPriority() {
        return LAST;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        HttpServerRequest request = context.request();
        String token = request.getHeader(RulesHeaders.PREVIEW);
        String ruleset = token == null ? null : ruleset(request);
        if (token == null || ruleset == null || request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            return NOBODY;
        }
        if (request.query() != null && !request.query().isEmpty()) {
            return Uni.createFrom().failure(PreviewAuthentication::onlyDecides);
        }
        Context caller = Vertx.currentContext();
        return Uni.createFrom()
                .completionStage(() -> previews.elsewhere(() -> visitor(previews.named(token, ruleset))))
                .emitOn(task -> {
                    if (caller == null) {
                        task.run();
                    } else {
                        caller.runOnContext(_ -> task.run());
                    }
                });
    }

    /** The ruleset to decide on; null for any other request. The path as it was sent, so that nothing hides in it. */
    private static @Nullable String ruleset(HttpServerRequest request) {
        String path = request.path();
        if (!HttpMethod.POST.equals(request.method()) || !path.startsWith(BEFORE) || !path.endsWith(AFTER)) {
            return null;
        }
        int end = path.length() - AFTER.length();
        String name = end <= BEFORE.length() ? "" : path.substring(BEFORE.length(), end);
        return RulesetName.isValid(name) ? name : null;
    }

    /** Why rules fired, and why not, tells what they say. */
    private static ProblemException onlyDecides() {
        return new ProblemException(
                ProblemType.FORBIDDEN,
                "Who has a share link and no account gets decisions without explanations: leave out what is behind '?'.");
    }

    private static SecurityIdentity visitor(ShareLink link) {
        String ruleset = Objects.requireNonNull(link.shown().ruleset(), "It shows decisions, and decides none.");
        return CurrentCaller.identity(new Caller(
                ShareLink.CALLER + link.id(),
                Set.of(),
                Set.of(),
                Set.of(Right.DECIDE),
                Set.of(ruleset),
                link.made().by()));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return Uni.createFrom().item(false);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(new HttpCredentialTransport(
                        HttpCredentialTransport.Type.OTHER_HEADER, RulesHeaders.PREVIEW, "share-link"));
    }
}
