package dev.understudy.review;

import dev.understudy.replay.compare.ReplayReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;

/** The evidence of one change, while it is worked out and afterwards. Thread-safe. */
final class EvidenceWork {
    private static final Logger LOG = Logger.getLogger(EvidenceWork.class);

    private final ConcurrentMap<String, FoundEvidence> rulesets = new ConcurrentSkipListMap<>();
    private volatile State state = State.WAITING;

    /** How far it is. */
    enum State {
        /** Other changes come first. */
        WAITING,
        /** It is under way; what there is can be read. */
        WORKING,
        /** All is there. */
        DONE,
        /** It went wrong on our side. */
        FAILED
    }

    /** Works it out. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    void run(Work work) {
        state = State.WORKING;
        try {
            work.run();
            state = State.DONE;
        } catch (InterruptedException e) {
            state = State.FAILED;
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            state = State.FAILED;
            LOG.error("What a change request does could not be worked out.", e);
        }
    }

    void expects(Collection<String> names) {
        names.forEach(this::of);
    }

    FoundEvidence of(String ruleset) {
        return rulesets.computeIfAbsent(ruleset, name -> new FoundEvidence());
    }

    Evidence evidence(Optional<BlastRadius> declared) {
        State now = state;
        List<Map<String, Object>> parts = new ArrayList<>();
        rulesets.forEach((name, found) -> parts.add(found.document(name)));
        Map<String, Object> document = Map.of("state", now, "rulesets", parts);
        if (now != State.DONE) {
            return new Evidence(document, OptionalDouble.empty(), Optional.empty(), Optional.empty());
        }
        boolean breaks = rulesets.values().stream()
                .anyMatch(each -> each.breaksContract().orElse(false));
        List<ReplayReport> reports = rulesets.values().stream()
                .flatMap(each -> each.wholeImpact().stream())
                .toList();
        long counted = reports.stream().mapToLong(ReplayReport::counted).sum();
        long changed = reports.stream()
                .mapToLong(each -> each.changed() + each.undecidable())
                .sum();
        // No recorded decisions are no proof that nothing changes.
        OptionalDouble percent = counted == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * changed / counted);
        Optional<Boolean> inside = counted == 0
                ? Optional.empty()
                : declared.map(radius -> isInside(radius, percent.getAsDouble(), reports));
        return new Evidence(document, percent, Optional.of(breaks), inside);
    }

    private static boolean isInside(BlastRadius radius, double percent, List<ReplayReport> reports) {
        Double most = radius.maxPercent();
        if (most != null && percent > most) {
            return false;
        }
        List<BlastRadius.Transition> allowed = radius.transitions();
        return allowed == null
                || allowed.isEmpty()
                || reports.stream()
                        .flatMap(report -> report.kinds().stream())
                        .allMatch(kind -> allowed.contains(new BlastRadius.Transition(kind.from(), kind.to())));
    }
}
