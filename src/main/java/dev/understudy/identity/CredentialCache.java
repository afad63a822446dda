package dev.understudy.identity;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which credentials were found right or wrong lately. Bounded both ways; safe for any number of threads. */
final class CredentialCache {
    private final int capacity;
    private final Map<CredentialKey, Trusted> trusted = new ConcurrentHashMap<>();
    private final Map<CredentialKey, Long> refusedUntil = new ConcurrentHashMap<>();

    CredentialCache(int capacity) {
        this.capacity = capacity;
    }

    @Nullable
    Trusted find(CredentialKey key) {
        return trusted.get(key);
    }

    void trust(CredentialKey key, Trusted entry) {
        if (trusted.size() >= capacity) {
            trusted.entrySet().stream()
                    .min(Comparator.comparingLong(each -> each.getValue().verifiedAt()))
                    .ifPresent(oldest -> trusted.remove(oldest.getKey()));
        }
        trusted.put(key, entry);
        refusedUntil.remove(key);
    }

    void forget(CredentialKey key) {
        trusted.remove(key);
    }

    boolean isRefused(CredentialKey key, long now) {
        Long until = refusedUntil.get(key);
        return until != null && now - until < 0;
    }

    /** Remembers a refusal, unless there are too many: then the next try is hashed again, which is slow but right. */
    void refuse(CredentialKey key, long now, long forNanos) {
        if (refusedUntil.size() >= capacity) {
            refusedUntil.values().removeIf(until -> now - until >= 0);
        }
        if (refusedUntil.size() < capacity) {
            refusedUntil.put(key, now + forNanos);
        }
    }

    int size() {
        return trusted.size() + refusedUntil.size();
    }
}
