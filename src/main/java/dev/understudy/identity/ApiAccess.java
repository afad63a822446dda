package dev.understudy.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Lets nobody into the API or git without an account. What an account may do there is up to each endpoint. */
@Singleton
final class ApiAccess implements HttpSecurityPolicy {
    private static final Uni<CheckResult> PERMIT = CheckResult.permit();

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext requestContext) {
        if (request.user() instanceof QuarkusHttpUser user
                && !user.getSecurityIdentity().isAnonymous()) {
            return PERMIT;
        }
        if (OpenPaths.isOpen(request.normalizedPath())) {
            return PERMIT;
        }
        return identity.map(who -> who.isAnonymous() ? CheckResult.DENY : CheckResult.PERMIT);
    }
}
