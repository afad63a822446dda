package dev.understudy.review;

import dev.understudy.decisionlog.query.LogScan;
import dev.understudy.replay.compare.PagesById;
import dev.understudy.replay.compare.ReplayReport;
import dev.understudy.replay.compare.Replayer;
import dev.understudy.replay.compare.Tally;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Decides recorded decisions again by other rules. Waits; for one background thread. */
@Singleton
class ImpactFinder {
    private final ImpactSamples samples;
    private final KeptSamples kept;
    private final LogScan log;
    private final Replayer replayer;

    ImpactFinder(ImpactSamples samples, KeptSamples kept, LogScan log, Replayer replayer) {
        this.samples = samples;
        this.kept = kept;
        this.log = log;
        this.replayer = replayer;
    }

    /**
     * Finds it; what is found is told while it grows. The newest come first, so that the first counts are there before
     * the rare ones have been drawn.
     *
     * @param request whose approvals may depend on it
     * @throws dev.understudy.problem.ProblemException when recorded decisions can't be read
     */
    void find(long request, RulesetName ruleset, CompiledRuleset rules, FoundImpact found) throws InterruptedException {
        Optional<ImpactSample> before = kept.standing(request, ruleset);
        ImpactSamples.Newest drawn = before.isPresent()
                ? new ImpactSamples.Newest(before.get().newest(), Map.of())
                : samples.newest(ruleset);
        if (drawn.ids().isEmpty()) {
            found.none("There are no recorded decisions of the last 30 days, so nobody knows what would change.");
            return;
        }
        found.replays(drawn.ids().size(), ImpactSamples.moment(drawn.ids().getLast()));
        Tally newest = decide(rules, drawn.ids(), found::newest);
        ImpactSample sample = before.isPresent() ? before.get() : samples.withRare(ruleset, drawn);
        if (before.isEmpty()) {
            kept.keep(request, ruleset, sample);
        }
        Tally rare = sample.rare().isEmpty()
                ? new Tally()
                : decide(rules, sample.rare(), report -> found.rare(report, sample.lookedThrough()));
        found.whole(sample.name(), newest, rare);
    }

    private Tally decide(CompiledRuleset rules, List<UUID> ids, Consumer<ReplayReport> told)
            throws InterruptedException {
        Tally tally = new Tally();
        if (!replayer.run(rules, new PagesById(log, ids, 0), tally, telling(told))) {
            throw new InterruptedException("The service ends.");
        }
        told.accept(tally.report());
        return tally;
    }

    /** Once a part was counted, and not each time that the replay asks whether to go on. */
    private static Replayer.Watch telling(Consumer<ReplayReport> told) {
        return new Replayer.Watch() {
            @Override
            public boolean goesOn(long counted) {
                return !Thread.currentThread().isInterrupted();
            }

            @Override
            public void counted(Tally counted, List<UUID> part) {
                told.accept(counted.report());
            }
        };
    }
}
