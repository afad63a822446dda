package dev.understudy.share;

import dev.understudy.identity.Caller;
import dev.understudy.identity.SigningKey;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.routing.Dropped;
import dev.understudy.routing.PreviewUse;
import dev.understudy.routing.Previews;
import dev.understudy.routing.RequestView;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which branch share links choose for requests. Blocking; thread-safe. */
@Singleton
class SharePreviews implements Previews {
    private static final String COOKIES = "share-links/preview-cookie/1";
    private static final String RULESETS = "/rulesets/";

    private final LinkTokens tokens;
    private final LinkBook book;
    private final LinkCounter counter;
    private final UseLog log;
    private final SharePool pool;
    private final Tickets cookies;
    private final InstantSource clock = InstantSource.system();

    SharePreviews(
            LinkTokens tokens, LinkBook book, LinkCounter counter, UseLog log, SharePool pool, SigningKey signingKey) {
        this.tokens = tokens;
        this.book = book;
        this.counter = counter;
        this.log = log;
        this.pool = pool;
        this.cookies = new Tickets(signingKey, COOKIES);
    }

    @Override
    public <T> CompletionStage<T> elsewhere(Supplier<T> work) {
        return pool.run(work);
    }

    @Override
    public Chosen byLink(String token, RequestView request, Caller caller) {
        ShareLink link = named(token, ruleset(request.path()));
        Visitor visitor = Visitor.of(request, caller);
        Binding.checkPerson(link, visitor);
        Binding.checkBrowser(link, link.boundHash(), request.cookie(Binding.cookie(link.id())));
        return chosen(link, new Use(link, visitor, isDecision(request), true));
    }

    @Override
    public @Nullable Choice byCookie(String cookie, RequestView request, Caller caller) {
        Instant now = clock.instant();
        UUID id = cookies.read(cookie, now);
        if (id == null) {
            return null;
        }
        LinkBook.Standing standing;
        try {
            standing = book.standing(id);
        } catch (ProblemException away) {
            return new Nothing(Dropped.PREVIEW_UNVERIFIED);
        }
        ShareLink link = standing.link();
        if (link == null) {
            return null;
        }
        if (standing.ending() != null) {
            return new Nothing(
                    standing.ending() == Ending.BRANCH_GONE ? Dropped.PREVIEW_BRANCH_GONE : Dropped.PREVIEW_ENDED);
        }
        String ruleset = ruleset(request.path());
        return ruleset == null || ruleset.equals(link.shown().ruleset())
                ? chosen(link, new Use(link, Visitor.of(request, caller), isDecision(request), false))
                : null;
    }

    /** The value of the cookie that a link leaves behind. */
    String cookie(ShareLink link) {
        return cookies.write(link.id(), link.made().expiresAt());
    }

    /**
     * The link of a token, which may be used for a ruleset.
     *
     * @param ruleset null when the request is for none
     * @throws ProblemException when it does not count, or is for something else
     */
    ShareLink named(String token, @Nullable String ruleset) {
        ShareLink link = book.standing(tokens.read(token)).counting();
        String own = link.shown().ruleset();
        if (own == null) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "This share link shows decisions, and chooses no branch. POST /api/v1/share-links/open shows them.");
        }
        if (ruleset != null && !ruleset.equals(own)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "This share link is for the ruleset '" + own + "' and no other.");
        }
        return link;
    }

    private static Chosen chosen(ShareLink link, PreviewUse use) {
        return new Chosen(link.shown().branch(), link.shown().commit(), use);
    }

    /** The ruleset that a path names, read as a decision's is; null when it names none. */
    static @Nullable String ruleset(String path) {
        int before = path.indexOf(RULESETS);
        if (before < 0) {
            return null;
        }
        int start = before + RULESETS.length();
        int end = path.indexOf('/', start);
        String name = path.substring(start, end < 0 ? path.length() : end);
        try {
            return name.indexOf('%') < 0 ? name : URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** Whether it is told what was decided. */
    private static boolean isDecision(RequestView request) {
        return request.method().equals("POST") && request.path().endsWith("/decisions");
    }

    /** One request. */
    private final class Use implements PreviewUse {
        private final ShareLink link;
        private final Visitor visitor;
        private final boolean decides;
        /** What comes by the cookie belongs to the opening that set it. */
        private final boolean counts;

        private final Instant at = clock.instant();
        private final AtomicBoolean ended = new AtomicBoolean();

        Use(ShareLink link, Visitor visitor, boolean decides, boolean counts) {
            this.link = link;
            this.visitor = visitor;
            this.decides = decides;
            this.counts = counts;
        }

        @Override
        public void begin() {
            log.requireRoom();
            if (counts && isLimited()) {
                counter.take(link);
            }
            if (!decides) {
                end(LinkUse.Action.READ, null);
            }
        }

        @Override
        public void decided(String decision) {
            end(LinkUse.Action.DECISION, UUID.fromString(decision));
        }

        @Override
        public void failed() {
            end(LinkUse.Action.DECISION, null);
        }

        private void end(LinkUse.Action action, @Nullable UUID decision) {
            if (ended.compareAndSet(false, true)) {
                log.add(new LinkUse(link.id(), at, action, visitor, decision, counts && !isLimited()));
            }
        }

        private boolean isLimited() {
            return link.count().most() != null;
        }
    }
}
