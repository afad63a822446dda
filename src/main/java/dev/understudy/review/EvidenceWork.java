package dev.understudy.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The evidence of one change, while it is worked out and afterwards. Thread-safe. */
final class EvidenceWork {
    private static final Logger LOG = Logger.getLogger(EvidenceWork.class);

    private final ConcurrentMap<String, FoundEvidence> rulesets = new ConcurrentSkipListMap<>();
    private volatile State state = State.WAITING;
    private volatile @Nullable Instant failedAt;
    private volatile @Nullable Long number;

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
        /** Gives the number that it is kept under. */
        @Nullable
        Long run() throws InterruptedException;
    }

    /** Does it; says whether all is there now. */
    boolean run(Work work) {
        state = State.WORKING;
        try {
            number = work.run();
            state = State.DONE;
            return true;
        } catch (InterruptedException e) {
            fail();
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail();
            LOG.error("What a change request does could not be worked out.", e);
        }
        return false;
    }

    private void fail() {
        failedAt = Instant.now();
        state = State.FAILED;
    }

    /** Whether it went wrong before a moment, and may be tried again. */
    boolean failedBefore(Instant moment) {
        Instant failed = failedAt;
        return failed != null && failed.isBefore(moment);
    }

    void expects(Collection<String> names) {
        names.forEach(this::of);
    }

    FoundEvidence of(String ruleset) {
        return rulesets.computeIfAbsent(ruleset, name -> new FoundEvidence());
    }

    Evidence evidence(Optional<BlastRadius> declared) {
        State now = state;
        return now == State.DONE
                ? Evidence.whole(document(now), figures(), declared, number)
                : Evidence.partly(document(now));
    }

    Map<String, Object> document(State at) {
        List<Map<String, Object>> parts = new ArrayList<>();
        rulesets.forEach((name, found) -> parts.add(found.document(name)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("state", at);
        document.put("rulesets", parts);
        return document;
    }

    EvidenceFigures figures() {
        Map<String, ImpactFigures> impacts = new TreeMap<>();
        List<BlastRadius.Transition> transitions = new ArrayList<>();
        rulesets.forEach((name, found) -> {
            found.impact().figures().ifPresent(figures -> impacts.put(name, figures));
            transitions.addAll(found.impact().transitions());
        });
        boolean breaks = rulesets.values().stream()
                .anyMatch(each -> each.breaksContract().orElse(false));
        return new EvidenceFigures(
                List.copyOf(rulesets.keySet()),
                breaks,
                transitions.stream().distinct().toList(),
                impacts);
    }
}
