package dev.understudy.share;

import dev.understudy.content.Sha256;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether a link is bound to somebody else. */
final class Binding {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;

    private Binding() {}

    /** The cookie that the first browser gets, which has another name for each link. */
    static String cookie(UUID link) {
        return "rules-share-" + link.toString().replace("-", "");
    }

    /** Something for that cookie. */
    static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of it. */
    static byte[] hash(String secret) {
        return Sha256.of(secret);
    }

    /** @throws ProblemException {@code FORBIDDEN}, or {@code UNAUTHENTICATED} when signing in may help */
    static void checkPerson(ShareLink link, Visitor visitor) {
        switch (link.bind().kind()) {
            case NONE, FIRST_USER -> {
                // The one has no bounds, the other one is a matter of its cookie.
            }
            case ACCOUNT -> {
                if (visitor.account() == null) {
                    throw new ProblemException(
                            ProblemType.UNAUTHENTICATED,
                            "This share link is for one account. Sign in with it, and open the link again.");
                }
                if (!visitor.account().equals(link.bind().to())) {
                    throw refused("This share link is for another account than the one that you are signed in with.");
                }
            }
            case NETWORK -> {
                String network = link.bind().to();
                if (network == null || !Network.of(network).orElseThrow().contains(visitor.address())) {
                    throw refused("This share link is for another network than the one that you come from.");
                }
            }
        }
    }

    /** @throws ProblemException {@code FORBIDDEN} when the browser is not the one that opened it first */
    static void checkBrowser(ShareLink link, byte @Nullable [] bound, @Nullable String secret) {
        if (link.bind().kind() != Bind.Kind.FIRST_USER) {
            return;
        }
        if (bound == null) {
            throw refused("This share link belongs to whoever opens it first; open it before you use it in a header.");
        }
        if (secret == null || !MessageDigest.isEqual(bound, hash(secret))) {
            throw refused("This share link belongs to the browser that opened it first, which is not this one.");
        }
    }

    private static ProblemException refused(String sentence) {
        return new ProblemException(ProblemType.FORBIDDEN, sentence);
    }
}
