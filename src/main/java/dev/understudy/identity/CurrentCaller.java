package dev.understudy.identity;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Who makes the request at hand. */
public final class CurrentCaller {
    /** The attribute of the security identity that holds the {@link Caller}. */
    static final String ATTRIBUTE = "caller";

    private CurrentCaller() {}

    /** What the server knows of a caller who has proved who it is. */
    public static SecurityIdentity identity(Caller caller) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addAttribute(ATTRIBUTE, caller);
        caller.roles().forEach(role -> identity.addRole(role.name()));
        return identity.build();
    }

    /** The same, but null when nobody has proved who it is. */
    public static @Nullable Caller orNobody(SecurityIdentity identity) {
        return identity.getAttribute(ATTRIBUTE);
    }

    /** @throws ProblemException {@code UNAUTHENTICATED} when nobody has proved who it is */
    public static Caller of(SecurityIdentity identity) {
        return require(identity.getAttribute(ATTRIBUTE));
    }

    /**
     * The same for a route of Vert.x. It reads what authentication left in the request: no scope, no look-up.
     *
     * @throws ProblemException {@code UNAUTHENTICATED} when nobody has proved who it is
     */
    public static Caller of(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user ? of(user.getSecurityIdentity()) : require(null);
    }

    private static Caller require(@Nullable Caller caller) {
        if (caller == null) {
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED,
                    "Send the name and the password of an account with HTTP Basic, or a token as the bearer.");
        }
        return caller;
    }
}
