package dev.understudy.review;

import dev.understudy.delivery.RolloutsUnderWay;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The change requests that this process merges at this moment; others that say so were left by one that is gone. */
@Singleton
class MergesUnderWay {
    private final RolloutsUnderWay rollouts;
    private final Set<Long> numbers = ConcurrentHashMap.newKeySet();

    MergesUnderWay(RolloutsUnderWay rollouts) {
        this.rollouts = rollouts;
    }

    /** Whether it was not under way yet. */
    boolean begin(long number) {
        return numbers.add(number);
    }

    void end(long number) {
        numbers.remove(number);
    }

    /** Whether it is, or takes over by stages. */
    boolean has(long number) {
        return numbers.contains(number) || rollouts.has(number);
    }
}
