package dev.understudy.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Credentials that were found right, with the answer for the next request prepared. Times are of the nano clock. */
final class Trusted {
    private final Verified account;
    private final Uni<SecurityIdentity> answer;
    private final long verifiedAt;
    private volatile long refreshAt;
    private volatile long trustedUntil;
    private volatile long askedAt;
    private volatile boolean asked;

    Trusted(Verified account, long verifiedAt, long trustForNanos) {
        this.account = account;
        this.answer = Uni.createFrom().item(CurrentCaller.identity(account.caller()));
        this.verifiedAt = verifiedAt;
        this.trustedUntil = verifiedAt + trustForNanos;
        // Whoever calls often is checked again before the time is up, and never waits for it.
        this.refreshAt = verifiedAt + trustForNanos / 4 * 3;
    }

    Verified account() {
        return account;
    }

    Uni<SecurityIdentity> answer() {
        return answer;
    }

    long verifiedAt() {
        return verifiedAt;
    }

    boolean isTrustedAt(long now) {
        return now - trustedUntil < 0;
    }

    boolean isDueAt(long now) {
        return now - refreshAt >= 0;
    }

    /** The database is asked about it, from now on. */
    void ask(long now) {
        askedAt = now;
        asked = true;
    }

    /** Whether the database has been asked for longer than that and has not answered. */
    boolean isLeftWaitingAt(long now, long patienceNanos) {
        return asked && now - askedAt > patienceNanos;
    }

    /** Goes on unchecked for a while, since the database can't be asked. */
    void extend(long now, long byNanos) {
        refreshAt = now + byNanos / 2;
        trustedUntil = now + byNanos;
    }
}
