package dev.understudy.review;

import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import dev.understudy.thread.BackgroundThreads;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Works out what changes do, beside the rest and one after the other: how rules and contracts differ, what scenarios
 * say, and what recorded decisions would have become. What was found is remembered for the pairs of commits that were
 * asked for last, and is worked out anew after a restart. Thread-safe.
 */
@Singleton
class ChangeEvidence implements EvidenceSource {
    private static final int REMEMBERED = 64;

    private final RulesRepository repository;
    private final Consequences consequences;
    private final RulesetEvidence rulesets;
    private final ExecutorService worker;
    private final Map<Pair, EvidenceWork> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, EvidenceWork> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Pair(CommitId base, CommitId head) {}

    ChangeEvidence(RulesRepository repository, Consequences consequences, RulesetEvidence rulesets) {
        this.repository = repository;
        this.consequences = consequences;
        this.rulesets = rulesets;
        this.worker = new ThreadPoolExecutor(
                1,
                1,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new BackgroundThreads("understudy-evidence", getClass().getClassLoader()));
    }

    @Override
    public Evidence evidence(CommitId base, CommitId head, Optional<BlastRadius> declared) {
        EvidenceWork work;
        synchronized (known) {
            work = known.computeIfAbsent(new Pair(base, head), pair -> begin(pair.base(), pair.head()));
        }
        return work.evidence(declared);
    }

    private EvidenceWork begin(CommitId base, CommitId head) {
        EvidenceWork work = new EvidenceWork();
        worker.execute(() -> work.run(() -> find(base, head, work)));
        return work;
    }

    private void find(CommitId base, CommitId head, EvidenceWork work) throws InterruptedException {
        SortedSet<String> touched = consequences.rulesets(base, head);
        work.expects(touched);
        Map<RulesetName, TreeId> before = repository.rulesets(base);
        Map<RulesetName, TreeId> after = repository.rulesets(head);
        for (String name : touched) {
            RulesetName ruleset = new RulesetName(name);
            rulesets.find(new RulesetChange(ruleset, before.get(ruleset), after.get(ruleset)), work.of(name));
        }
    }

    @PreDestroy
    void close() {
        worker.shutdownNow();
    }
}
