package dev.understudy.token;

import dev.understudy.identity.CurrentCaller;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A token in memory, with the answer for the next request prepared. Thread-safe. */
final class KnownToken {
    private static final long SELDOM_MILLIS = Duration.ofSeconds(1).toMillis();

    private final Token token;
    private final byte[] current;
    private final byte @Nullable [] former;
    private final Uni<SecurityIdentity> answer;
    private volatile long usedAt;
    private volatile long toldAt;

    KnownToken(Token token) {
        this.token = token;
        this.current = HexFormat.of().parseHex(token.secrets().current());
        String before = token.secrets().former();
        this.former = before == null ? null : HexFormat.of().parseHex(before);
        this.answer = Uni.createFrom().item(CurrentCaller.identity(token.caller()));
        Instant used = token.life().lastUsedAt();
        this.usedAt = used == null ? 0 : used.toEpochMilli();
        this.toldAt = usedAt;
    }

    Token token() {
        return token;
    }

    Uni<SecurityIdentity> answer() {
        return answer;
    }

    /** Takes over when it was used, from what was known of it before. */
    KnownToken usedAs(@Nullable KnownToken before) {
        if (before != null) {
            usedAt = Math.max(usedAt, before.usedAt);
            toldAt = Math.max(toldAt, before.toldAt);
        }
        return this;
    }

    /** Whether that is its secret now. Takes the same time whatever the secret is. */
    boolean isProvedBy(byte[] hash, Instant now) {
        boolean isCurrent = MessageDigest.isEqual(current, hash);
        Instant until = token.secrets().formerUntil();
        boolean isFormer = MessageDigest.isEqual(former == null ? current : former, hash);
        return isCurrent || (isFormer && until != null && now.isBefore(until));
    }

    /** To the second, so that threads that use one token don't fight for a place in memory. */
    void use(long epochMillis) {
        if (epochMillis - usedAt >= SELDOM_MILLIS) {
            usedAt = epochMillis;
        }
    }

    /** When it was used, if that is to be written down: once for each pause at most. Null when not. */
    @Nullable
    Instant toTell(Duration pause) {
        long used = usedAt;
        boolean isDue = used > toldAt && (toldAt == 0 || used - toldAt >= pause.toMillis());
        return isDue ? Instant.ofEpochMilli(used) : null;
    }

    void told(Instant used) {
        toldAt = used.toEpochMilli();
    }
}
