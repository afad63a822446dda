package dev.understudy.review;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The change requests that this process merges at this moment; others that say so were left by one that is gone. */
@Singleton
class MergesUnderWay {
    private final Set<Long> numbers = ConcurrentHashMap.newKeySet();

    /** Whether it was not under way yet. */
    boolean begin(long number) {
        return numbers.add(number);
    }

    void end(long number) {
        numbers.remove(number);
    }

    boolean has(long number) {
        return numbers.contains(number);
    }
}
