package dev.understudy.review;

import dev.understudy.content.Remembered;
import dev.understudy.isolation.ServedBranch;
import dev.understudy.thread.BackgroundThreads;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works out what changes do, beside the rest and one after the other: how rules and contracts differ, what recorded
 * decisions would have become, and what scenarios say; all of it of the branch merged onto main. What is whole is kept
 * for ever; what was begun when the process ended is begun again. Thread-safe.
 */
@Singleton
class ChangeEvidence implements EvidenceSource {
    private static final Logger LOG = Logger.getLogger(ChangeEvidence.class);
    private static final int REMEMBERED = 64;
    private static final Duration TRIED_AGAIN_AFTER = Duration.ofSeconds(30);

    private final Consequences consequences;
    private final RulesetEvidence rulesets;
    private final KeptEvidence kept;
    private final Event<EvidenceDone> done;
    private final InstantSource clock = InstantSource.system();
    private final ExecutorService worker;
    private final Map<EvidenceQuestion.Pair, EvidenceWork> known = new Remembered<>(REMEMBERED);

    ChangeEvidence(Consequences consequences, RulesetEvidence rulesets, KeptEvidence kept, Event<EvidenceDone> done) {
        this.consequences = consequences;
        this.rulesets = rulesets;
        this.kept = kept;
        this.done = done;
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1,
                1,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new BackgroundThreads("understudy-evidence", getClass().getClassLoader()));
        one.allowCoreThreadTimeOut(true);
        this.worker = one;
    }

    void start(@Observes StartupEvent event, ServedBranch served) {
        if (!served.isInControl()) {
            return;
        }
        try {
            kept.leftOver().forEach(this::begin);
        } catch (RuntimeException e) {
            LOG.error("Evidence that was begun is not taken up now; it is when somebody looks", e);
        }
    }

    @Override
    public Evidence evidence(EvidenceQuestion question) {
        EvidenceQuestion.Pair pair = question.pair();
        EvidenceWork work;
        synchronized (known) {
            work = known.get(pair);
        }
        if (work != null && !work.failedBefore(clock.instant().minus(TRIED_AGAIN_AFTER))) {
            return work.evidence(question.declared());
        }
        Optional<KeptEvidence.Kept> row = kept.find(pair);
        if (row.isPresent()) {
            return Evidence.whole(
                    row.get().document(),
                    row.get().figures(),
                    question.declared(),
                    row.get().number());
        }
        return question.wanted() ? begin(pair).evidence(question.declared()) : Evidence.NONE;
    }

    private EvidenceWork begin(EvidenceQuestion.Pair pair) {
        EvidenceWork work = new EvidenceWork();
        synchronized (known) {
            EvidenceWork other = known.get(pair);
            if (other != null && !other.failedBefore(clock.instant().minus(TRIED_AGAIN_AFTER))) {
                return other;
            }
            known.put(pair, work);
        }
        kept.begun(pair);
        worker.execute(() -> {
            if (work.run(() -> find(pair, work))) {
                tell(pair);
            }
        });
        return work;
    }

    private @Nullable Long find(EvidenceQuestion.Pair pair, EvidenceWork work) throws InterruptedException {
        Consequence consequence = consequences.of(pair.base(), pair.head());
        work.expects(consequence.rulesets());
        for (RulesetChange change : consequence.touched()) {
            rulesets.find(pair.request(), change, work.of(change.ruleset().value()));
        }
        return kept.keep(pair, consequence.touched(), work.document(EvidenceWork.State.DONE), work.figures());
    }

    private void tell(EvidenceQuestion.Pair pair) {
        try {
            done.fire(new EvidenceDone(pair.request()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Change request %d is settled when it is looked at", pair.request());
        }
    }

    @PreDestroy
    void close() {
        worker.shutdownNow();
    }
}
