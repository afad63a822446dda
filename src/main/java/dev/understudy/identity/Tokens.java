package dev.understudy.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Finds out whose token a request carries. */
public interface Tokens {
    /** What every token begins with. */
    String PREFIX = "ust_";

    /**
     * Whose token that is. Never blocks.
     *
     * @param text what was sent, of any length
     * @return fails with {@link AuthenticationFailedException} when it is none that may be used, and with a {@code
     *     ProblemException} {@code NOT_READY} when that can't be found out now
     */
    Uni<SecurityIdentity> identify(String text);
}
