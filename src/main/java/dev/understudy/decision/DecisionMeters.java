package dev.understudy.decision;

import dev.understudy.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Counts decisions by ruleset, by whether they were effective, and by what came of them. Single ones are timed; the
 * lines of batches are counted apart, since nobody waits for one of them, and their times would hide those of the rest.
 */
@Singleton
class DecisionMeters {
    private static final String DECIDED = "decided";

    /** A power of 2. */
    private static final int SAMPLED = 16;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final MeterRegistry registry;
    private final Timer held;
    private final ConcurrentMap<String, Counter> handedOver = new ConcurrentHashMap<>();
    private final ConcurrentMap<Key, Timer> timers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Key, Counter> lines = new ConcurrentHashMap<>();

    private record Key(String ruleset, boolean effective, String outcome) {
        static Key of(Resolved rules, String outcome) {
            return new Key(rules.name().value(), rules.selection().effective(), outcome);
        }
    }

    DecisionMeters(MeterRegistry registry) {
        this.registry = registry;
        this.held = Timer.builder("understudy.event.loop.held")
                .description("Processor time that decisions held an event loop for; one in 16 is measured")
                .serviceLevelObjectives(Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(20))
                .register(registry);
    }

    /**
     * Begins to measure what a decision takes of an event loop, one in {@value #SAMPLED}: asking for the time of the
     * processor costs more than a clock. By the clock, pauses of the JVM and of the machine would be taken for decisions.
     *
     * @return negative when this one is not measured
     */
    long beginOnEventLoop() {
        return (ThreadLocalRandom.current().nextInt() & (SAMPLED - 1)) == 0 ? THREADS.getCurrentThreadCpuTime() : -1;
    }

    /** Ends it. */
    void endOnEventLoop(long begin) {
        if (begin >= 0) {
            held.record(THREADS.getCurrentThreadCpuTime() - begin, TimeUnit.NANOSECONDS);
        }
    }

    /** A decision used up what it may take on an event loop, and went to a worker. */
    void handedOver(Resolved rules) {
        handedOver.computeIfAbsent(rules.name().value(), this::handOvers).increment();
    }

    private Counter handOvers(String ruleset) {
        return Counter.builder("understudy.decisions.handed.over")
                .description(
                        "Decisions that took longer than an event loop is lent for, and were begun anew on a worker")
                .tag("ruleset", ruleset)
                .register(registry);
    }

    /** One call was decided. */
    void decided(Resolved rules, long nanos) {
        record(Key.of(rules, DECIDED), nanos);
    }

    /** One call was not. */
    void failed(Resolved rules, Throwable failure, long nanos) {
        record(Key.of(rules, outcome(failure)), nanos);
    }

    /** So many lines of a batch were decided. */
    void linesDecided(Resolved rules, int number) {
        count(Key.of(rules, DECIDED), number);
    }

    /** One line of a batch was not. */
    void lineFailed(Resolved rules, Throwable failure) {
        count(Key.of(rules, outcome(failure)), 1);
    }

    private static String outcome(Throwable failure) {
        return failure instanceof ProblemException problem
                ? problem.type().name().toLowerCase(Locale.ROOT)
                : "internal";
    }

    private void record(Key key, long nanos) {
        Timer known = timers.get(key);
        Timer timer = known == null ? timers.computeIfAbsent(key, this::timer) : known;
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private void count(Key key, int number) {
        lines.computeIfAbsent(key, this::counter).increment(number);
    }

    private Timer timer(Key key) {
        return Timer.builder("understudy.decisions")
                .description("Decisions of single calls, from the body to the answer's text")
                .tag("ruleset", key.ruleset())
                .tag("effective", Boolean.toString(key.effective()))
                .tag("outcome", key.outcome())
                .serviceLevelObjectives(Buckets.DECISIONS)
                .register(registry);
    }

    private Counter counter(Key key) {
        return Counter.builder("understudy.batch.lines")
                .description("Lines of batches")
                .tag("ruleset", key.ruleset())
                .tag("effective", Boolean.toString(key.effective()))
                .tag("outcome", key.outcome())
                .register(registry);
    }
}
