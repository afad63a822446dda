package dev.understudy.ruleset;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ruleset.yaml} says.
 *
 * @param title for people; the ruleset's name when the file gives none
 * @param owners groups, of which one must approve a change
 * @param factsIn simple names of the declared types that a caller may send; never empty
 * @param factsOut simple names of the declared types that are the outcome, in the order of the answer; never empty
 * @param routingKey JSON pointer into the facts, of what stays on one side of a rollout
 * @param sensitive {@code Type.field}, masked for whoever lacks the right to see it
 * @param limits what one decision may use
 * @param rollout how a change takes over, unless its start says otherwise
 * @param decisionLog how decisions are kept
 */
public record RulesetManifest(
        String title,
        List<String> owners,
        List<String> factsIn,
        List<String> factsOut,
        Optional<String> routingKey,
        List<String> sensitive,
        Limits limits,
        RolloutPlan rollout,
        LogPolicy decisionLog) {
    /** Keeps its own copies of the lists. */
    public RulesetManifest {
        owners = List.copyOf(owners);
        factsIn = List.copyOf(factsIn);
        factsOut = List.copyOf(factsOut);
        sensitive = List.copyOf(sensitive);
    }

    /** Whether the routing key leads through a field of a name that is sensitive in any type. */
    public boolean routingKeyIsSensitive() {
        return routingKey.stream()
                .flatMap(pointer -> Arrays.stream(pointer.split("/", -1)))
                .anyMatch(step -> sensitive.stream().anyMatch(field -> field.endsWith("." + step)));
    }

    /**
     * What one decision may use.
     *
     * @param time wall-clock time
     * @param steps steps of rule code
     * @param allocationBytes bytes allocated
     * @param firings rules fired
     */
    public record Limits(Duration time, long steps, long allocationBytes, int firings) {
        /** The platform's own, unless they are configured: 250 ms, 5,000,000 steps, 32 MiB, 10,000 firings. */
        public static final Limits PLATFORM = new Limits(Duration.ofMillis(250), 5_000_000, 32L << 20, 10_000);
    }

    /**
     * How decisions are kept.
     *
     * @param mode when an answer may leave
     * @param retention how long they are kept
     * @param whenFull what to do when they can't be kept
     */
    public record LogPolicy(LogMode mode, Duration retention, WhenFull whenFull) {}

    /** What to do when there is no more room for records, since the database has been away for too long. */
    public enum WhenFull {
        /** Decide no more. */
        REFUSE,
        /** Decide without a record, and count it. */
        DECIDE
    }

    /** When an answer may leave. */
    public enum LogMode {
        /** Once its record is on the disk. */
        DURABLE,
        /** Once its record is with the operating system. */
        BUFFERED,
        /** At once; nothing is kept but counters. */
        OFF
    }
}
