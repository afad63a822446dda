package dev.understudy.identity;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Finds out whose credentials a request carries. What was verified lately is answered from memory. All else is checked
 * on few threads of its own, once for all requests that wait for the same, so that a flood of wrong passwords holds
 * neither the event loops nor all cores.
 */
@Singleton
class CredentialCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long EXTENSION_NANOS = Duration.ofSeconds(10).toNanos();
    private static final Uni<SecurityIdentity> REFUSED =
            Uni.createFrom().failure(() -> new AuthenticationFailedException());

    private final BiFunction<String, String, Optional<Verified>> byPassword;
    private final Function<Verified, Optional<Verified>> byHash;
    private final IdentityConfig config;
    private final LongSupplier nanos;
    private final CredentialKey.Maker keys = new CredentialKey.Maker();
    private final CredentialCache cache;
    private final Map<CredentialKey, CompletableFuture<Trusted>> underWay = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor passwords;
    private final ThreadPoolExecutor rechecks;
    private final Outage outage = new Outage();

    @Inject
    CredentialCheck(AccountService accounts, IdentityConfig config) {
        this(accounts::check, accounts::recheck, config, System::nanoTime);
    }

    CredentialCheck(
            BiFunction<String, String, Optional<Verified>> byPassword,
            Function<Verified, Optional<Verified>> byHash,
            IdentityConfig config,
            LongSupplier nanos) {
        this.byPassword = byPassword;
        this.byHash = byHash;
        this.config = config;
        this.nanos = nanos;
        this.cache = new CredentialCache(config.remembered());
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.passwords = BoundedPool.of("passwords", half, config.waiting());
        this.rechecks = BoundedPool.of("accounts", half, config.remembered());
    }

    @PreDestroy
    void stop() {
        passwords.shutdownNow();
        rechecks.shutdownNow();
    }

    /**
     * Whose credentials {@code header} holds.
     *
     * @param header a whole {@code Authorization} header of the scheme Basic
     * @return fails with {@link AuthenticationFailedException} when they are wrong, and with {@link ProblemException}
     *     {@code TOO_MANY_REQUESTS} or {@code NOT_READY} when they can't be checked now
     */
    Uni<SecurityIdentity> identify(String header) {
        CredentialKey key = keys.of(header);
        long now = nanos.getAsLong();
        Trusted known = cache.find(key);
        if (known == null) {
            return cache.isRefused(key, now) ? REFUSED : afterPassword(key, header);
        }
        if (!known.isTrustedAt(now)) {
            return afterRecheck(key, known, now);
        }
        if (known.isDueAt(now)) {
            var _ = recheckOnce(key, known);
            if (known.isLeftWaitingAt(now, PATIENCE.toNanos()) && isWithinGrace(known, now)) {
                known.extend(now, EXTENSION_NANOS);
            }
        }
        return known.answer();
    }

    int remembered() {
        return cache.size();
    }

    private Uni<SecurityIdentity> afterPassword(CredentialKey key, String header) {
        return BasicCredentials.parse(header)
                .map(credentials -> onCaller(Uni.createFrom()
                        .completionStage(() -> once(passwords, key, () -> checkPassword(key, credentials)))))
                .orElse(REFUSED);
    }

    private Uni<SecurityIdentity> afterRecheck(CredentialKey key, Trusted known, long now) {
        Uni<Trusted> checked = Uni.createFrom().completionStage(() -> recheckOnce(key, known));
        if (isWithinGrace(known, now)) {
            // A database that hangs is as good as down, and one request has to wait to find that out.
            checked = checked.ifNoItem()
                    .after(PATIENCE)
                    .recoverWithItem(() -> {
                        known.extend(nanos.getAsLong(), EXTENSION_NANOS);
                        return known;
                    })
                    .onFailure(ProblemException.class)
                    .recoverWithItem(known);
        }
        return onCaller(checked);
    }

    private static Uni<SecurityIdentity> onCaller(Uni<Trusted> checked) {
        return CallersThread.back(checked).flatMap(Trusted::answer);
    }

    private CompletableFuture<Trusted> recheckOnce(CredentialKey key, Trusted known) {
        return once(rechecks, key, () -> recheck(key, known));
    }

    /** A result of one's own: who stops waiting for it takes it from nobody else. */
    private CompletableFuture<Trusted> once(ThreadPoolExecutor pool, CredentialKey key, Supplier<Trusted> check) {
        CompletableFuture<Trusted> mine = new CompletableFuture<>();
        CompletableFuture<Trusted> others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return others.copy();
        }
        try {
            pool.execute(() -> complete(mine, check, key));
        } catch (RejectedExecutionException full) {
            underWay.remove(key, mine);
            mine.completeExceptionally(new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    "Too many passwords are being checked just now. Try again in a second."));
        }
        return mine.copy();
    }

    /** Whoever sees the result has to find the cache up to date, and nothing under way. */
    private void complete(CompletableFuture<Trusted> result, Supplier<Trusted> check, CredentialKey key) {
        try {
            Trusted trusted = check.get();
            underWay.remove(key, result);
            result.complete(trusted);
        } catch (RuntimeException failure) {
            underWay.remove(key, result);
            result.completeExceptionally(failure);
        }
    }

    private Trusted checkPassword(CredentialKey key, BasicCredentials credentials) {
        Optional<Verified> account = outage.watch(() -> byPassword.apply(credentials.name(), credentials.password()));
        long now = nanos.getAsLong();
        if (account.isEmpty()) {
            cache.refuse(key, now, config.refuseFor().toNanos());
            throw new AuthenticationFailedException();
        }
        return trust(key, account.get(), now);
    }

    private Trusted recheck(CredentialKey key, Trusted known) {
        known.ask(nanos.getAsLong());
        try {
            Optional<Verified> account = outage.watch(() -> byHash.apply(known.account()));
            if (account.isPresent()) {
                return trust(key, account.get(), nanos.getAsLong());
            }
        } catch (ProblemException away) {
            long now = nanos.getAsLong();
            if (isWithinGrace(known, now)) {
                known.extend(now, EXTENSION_NANOS);
                return known;
            }
            throw away;
        }
        // Disabled, or the password is another one; the next request with these credentials is hashed anew.
        cache.forget(key);
        throw new AuthenticationFailedException();
    }

    private Trusted trust(CredentialKey key, Verified account, long now) {
        Trusted entry = new Trusted(account, now, config.trustFor().toNanos());
        cache.trust(key, entry);
        return entry;
    }

    private boolean isWithinGrace(Trusted known, long now) {
        return now - known.verifiedAt() < config.staleGrace().toNanos();
    }
}
