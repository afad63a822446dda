package dev.understudy.decision;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.routing.Selection;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.thread.AllocationPace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Has drafts take turns whose decisions allocate more than a mebibyte each. What such a decision holds is copied while
 * every thread of the process waits, production's too, so that together they get a small rate. A draft that used more
 * than its share is refused until that is paid off; other drafts notice nothing. Commits don't pay, since what is owed
 * is the branch's. Thread-safe.
 */
@Singleton
class HeavyDrafts {
    static final long LIGHT_BYTES = 1 << 20;
    /** As much as one decision may allocate at most by default: two of them may follow each other. */
    static final long CREDIT_BYTES = 32 << 20;

    private final double nanosPerByte;
    private final LongSupplier nanoTime;
    private final Map<Subject, Long> paidAt = new ConcurrentHashMap<>();

    /** A ruleset on a branch. */
    private record Subject(RulesetName ruleset, String branch) {
        static Subject of(RulesetName ruleset, Selection selection) {
            return new Subject(ruleset, selection.view().branch().value());
        }
    }

    @Inject
    HeavyDrafts(DraftConfig config) {
        this(config, System::nanoTime);
    }

    HeavyDrafts(DraftConfig config, LongSupplier nanoTime) {
        this.nanosPerByte = (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond(config);
        this.nanoTime = nanoTime;
    }

    /** What decisions that allocate much may allocate together in a second. */
    static long bytesPerSecond(DraftConfig config) {
        return AllocationPace.bytes("understudy.drafts.heavy-megabytes", config.heavyMegabytes());
    }

    /** @throws ProblemException {@code TOO_MANY_REQUESTS} when a draft owes; says for how long */
    void admit(RulesetName ruleset, Selection selection) {
        if (selection.effective() || paidAt.isEmpty()) {
            return;
        }
        Long paid = paidAt.get(Subject.of(ruleset, selection));
        if (paid == null) {
            return;
        }
        double left = paid - nanoTime.getAsLong() - CREDIT_BYTES * nanosPerByte;
        if (left > 0) {
            long seconds = (long) Math.ceil(left / TimeUnit.SECONDS.toNanos(1));
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    "The last decisions of '" + ruleset + "' on '"
                            + selection.view().branch() + "' allocated more than a mebibyte each, and drafts like that"
                            + " take turns. Try again in " + seconds + " s, or have its rules insert and collect less.",
                    Map.of("retryAfterSeconds", seconds));
        }
    }

    /** Decides, and takes note of what it took. */
    <T> T decide(Resolved rules, Supplier<T> decision) {
        if (rules.selection().effective()) {
            return decision.get();
        }
        long before = AllocationPace.ofThisThread();
        try {
            return decision.get();
        } finally {
            used(rules.name(), rules.selection(), AllocationPace.ofThisThread() - before);
        }
    }

    void used(RulesetName ruleset, Selection selection, long bytes) {
        if (bytes <= LIGHT_BYTES) {
            return;
        }
        long now = nanoTime.getAsLong();
        paidAt.values().removeIf(paid -> paid - now < 0);
        Subject subject = Subject.of(ruleset, selection);
        int sharers = paidAt.size() + (paidAt.containsKey(subject) ? 0 : 1);
        long cost = (long) (bytes * nanosPerByte * sharers);
        paidAt.merge(subject, now + cost, (paid, fresh) -> (paid - now > 0 ? paid : now) + cost);
    }
}
