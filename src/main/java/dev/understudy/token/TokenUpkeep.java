package dev.understudy.token;

import dev.understudy.database.Transactions;
import dev.understudy.problem.ProblemException;
import dev.understudy.thread.BackgroundThreads;
import dev.understudy.thread.Bell;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads, on a thread of its own, what tokens there are, from time to time and when somebody waits for that; and writes
 * down when they were used, once a minute for each token at most.
 */
@Singleton
class TokenUpkeep {
    static final Duration TOLD_EVERY = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(TokenUpkeep.class);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** However many unknown tokens are sent, the database is not asked more often. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final TokenBook book;
    private final TokenStore store;
    private final Transactions database;
    private final long refreshNanos;
    private final Bell bell = new Bell();
    private volatile boolean goesOn = true;
    private volatile @Nullable Thread thread;
    private boolean away;

    TokenUpkeep(TokenBook book, TokenStore store, Transactions database, TokensConfig config) {
        if (config.refresh().compareTo(SHORTEST) < 0 || config.refresh().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "understudy.tokens.refresh is " + config.refresh() + "; it has to be from 100ms to 60s.");
        }
        this.book = book;
        this.store = store;
        this.database = database;
        this.refreshNanos = config.refresh().toNanos();
    }

    /** Not before all settings are found good: a start that is refused says one sentence. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event) {
        book.onWish(bell::ring);
        Thread mine =
                new BackgroundThreads("understudy-tokens", TokenUpkeep.class.getClassLoader()).newThread(this::run);
        thread = mine;
        mine.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        goesOn = false;
        bell.ring();
        Thread ending = thread;
        if (ending != null) {
            ending.join(LONGEST_STOP);
        }
        tellUses(Duration.ZERO);
    }

    private void run() {
        try {
            while (goesOn) {
                long begin = System.nanoTime();
                look();
                long left = PAUSE_NANOS - (System.nanoTime() - begin);
                if (left > 0) {
                    TimeUnit.NANOSECONDS.sleep(left);
                }
                bell.await(refreshNanos, () -> goesOn && !book.isWanted());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            book.read();
            tellUses(TOLD_EVERY);
            if (away) {
                LOG.info("The tokens can be read again.");
            }
            away = false;
        } catch (ProblemException e) {
            if (!away) {
                LOG.warnf("The tokens can't be read. Those that are known go on: %s", e.detail());
            }
            away = true;
        } catch (RuntimeException e) {
            LOG.error("The tokens can't be read; the next look tries again", e);
        }
    }

    /** Writes down uses that were not written in the last {@code pause}. */
    void tellUses(Duration pause) {
        Map<String, Instant> uses = new HashMap<>();
        List<KnownToken> known = book.known();
        for (KnownToken each : known) {
            Instant used = each.toTell(pause);
            if (used != null) {
                uses.put(each.token().id(), used);
            }
        }
        if (uses.isEmpty()) {
            return;
        }
        try {
            database.call(connection -> {
                store.used(connection, uses);
                return uses;
            });
        } catch (RuntimeException e) {
            LOG.debug("When tokens were used is written later", e);
            return;
        }
        for (KnownToken each : known) {
            Instant used = uses.get(each.token().id());
            if (used != null) {
                each.told(used);
            }
        }
    }
}
