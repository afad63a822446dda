package dev.understudy.token;

import dev.understudy.database.Transactions;
import dev.understudy.identity.CallersThread;
import dev.understudy.identity.Tokens;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All tokens that may be used, in memory. A request is answered from there, with no look-up; one whose token is not
 * there waits for the next time that all of them are read, together with all others who do, so that a million of unknown
 * tokens cost a few readings. Thread-safe.
 */
@Singleton
class TokenBook implements Tokens {
    /** How many requests may wait for a reading. */
    static final int MOST_WAITING = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Uni<SecurityIdentity> REFUSED =
            Uni.createFrom().failure(() -> new AuthenticationFailedException());

    private final Supplier<List<Token>> source;
    private final TokensConfig config;
    private final Times times;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Pages pages;
    private volatile Round round = new Round();
    private volatile Runnable wish = () -> {};

    /** What time it is, on the wall and since some moment. */
    record Times(InstantSource wall, LongSupplier nanos) {}

    /** What was read, and when that began. */
    private record Pages(Map<String, KnownToken> byId, long readAt) {}

    /** One reading of all tokens, and who waits for it. */
    private static final class Round {
        private final CompletableFuture<Pages> result = new CompletableFuture<>();
        private volatile long wantedAt;
        private volatile boolean wanted;

        void want(long now) {
            if (!wanted) {
                wantedAt = now;
                wanted = true;
            }
        }

        boolean isLeftWaitingAt(long now) {
            return wanted && now - wantedAt > PATIENCE.toNanos();
        }
    }

    @Inject
    TokenBook(Transactions database, TokenStore store, TokensConfig config) {
        this(() -> database.call(store::usable), config, new Times(InstantSource.system(), System::nanoTime));
    }

    TokenBook(Supplier<List<Token>> source, TokensConfig config, Times times) {
        this.source = source;
        this.config = config;
        this.times = times;
    }

    /** Whom to tell that a reading is wanted; has to return at once. */
    void onWish(Runnable tell) {
        wish = tell;
    }

    @Override
    public Uni<SecurityIdentity> identify(String text) {
        TokenText token = TokenText.parse(text);
        if (token == null) {
            return REFUSED;
        }
        byte[] hash = token.hash();
        Pages now = pages;
        Uni<SecurityIdentity> answer = now == null ? null : answer(now, token.id(), hash);
        return answer == null ? afterReading(token.id(), hash) : answer;
    }

    /** Null when the token is not there, or not with that secret. */
    private @Nullable Uni<SecurityIdentity> answer(Pages from, String id, byte[] hash) {
        KnownToken known = from.byId().get(id);
        Instant now = times.wall().instant();
        if (known == null || !known.isProvedBy(hash, now)) {
            return null;
        }
        if (known.token().state(now) != Token.State.ACTIVE) {
            return REFUSED;
        }
        if (times.nanos().getAsLong() - from.readAt() > config.staleGrace().toNanos()) {
            return Uni.createFrom().failure(TokenBook::away);
        }
        known.use(now.toEpochMilli());
        return known.answer();
    }

    private Uni<SecurityIdentity> afterReading(String id, byte[] hash) {
        Uni<Pages> read = Uni.createFrom().deferred(this::nextReading);
        return CallersThread.back(read).flatMap(found -> {
            Uni<SecurityIdentity> answer = answer(found, id, hash);
            return answer == null ? REFUSED : answer;
        });
    }

    private Uni<Pages> nextReading() {
        Round next = round;
        long now = times.nanos().getAsLong();
        if (next.isLeftWaitingAt(now)) {
            return Uni.createFrom().failure(TokenBook::away);
        }
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Uni.createFrom()
                    .failure(() -> new ProblemException(
                            ProblemType.TOO_MANY_REQUESTS,
                            "Too many tokens that nobody knows are sent just now. Try again in a second."));
        }
        next.want(now);
        wish.run();
        return Uni.createFrom()
                .completionStage(() -> next.result.copy())
                .ifNoItem()
                .after(PATIENCE)
                .failWith(TokenBook::away)
                .onTermination()
                .invoke(waiting::decrementAndGet);
    }

    /**
     * Reads all tokens anew. Blocking; whoever asked before gets what comes of it.
     *
     * @throws RuntimeException when they can't be read; those that are known go on
     */
    void read() {
        reading.lock();
        try {
            // Who comes from now on may want what is not there yet, and waits for the next one.
            Round mine = round;
            round = new Round();
            long begin = times.nanos().getAsLong();
            try {
                Pages read = new Pages(known(source.get()), begin);
                pages = read;
                mine.result.complete(read);
            } catch (RuntimeException e) {
                mine.result.completeExceptionally(e instanceof ProblemException ? e : away());
                throw e;
            }
        } finally {
            reading.unlock();
        }
    }

    /** The tokens, each with what is known of its use. */
    private Map<String, KnownToken> known(List<Token> tokens) {
        Pages before = pages;
        Map<String, KnownToken> byId = HashMap.newHashMap(tokens.size());
        for (Token each : tokens) {
            KnownToken former = before == null ? null : before.byId().get(each.id());
            byId.put(each.id(), new KnownToken(each).usedAs(former));
        }
        return byId;
    }

    /** Refuses a token from now on, whatever the database says: it was revoked, and can't be read anew. */
    void forget(String id) {
        reading.lock();
        try {
            Pages before = pages;
            if (before != null) {
                Map<String, KnownToken> rest = new HashMap<>(before.byId());
                rest.remove(id);
                pages = new Pages(rest, before.readAt());
            }
        } finally {
            reading.unlock();
        }
    }

    /** Whether somebody waits for a reading. */
    boolean isWanted() {
        return round.wanted;
    }

    /** What is in memory. */
    List<KnownToken> known() {
        Pages now = pages;
        return now == null ? List.of() : List.copyOf(now.byId().values());
    }

    private static ProblemException away() {
        return new ProblemException(
                ProblemType.NOT_READY, "The tokens can't be read at the moment. Try again in a few seconds.");
    }
}
