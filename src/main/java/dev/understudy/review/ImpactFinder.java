package dev.understudy.review;

import dev.understudy.decisionlog.query.LogQuery;
import dev.understudy.decisionlog.query.LogScan;
import dev.understudy.decisionlog.query.QueryParameters;
import dev.understudy.problem.ProblemException;
import dev.understudy.replay.compare.PagesById;
import dev.understudy.replay.compare.Replayer;
import dev.understudy.replay.compare.Tally;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Decides the newest recorded decisions again by other rules. Waits; for one background thread. */
@Singleton
class ImpactFinder {
    private static final int MOST_DECISIONS = 10_000;
    private static final Duration LOOKED_BACK = Duration.ofDays(30);

    private final LogScan log;
    private final Replayer replayer;
    private final InstantSource clock = InstantSource.system();

    ImpactFinder(LogScan log, Replayer replayer) {
        this.log = log;
        this.replayer = replayer;
    }

    /** The newest 10,000 of the last 30 days that counted; what is found is told while it grows. */
    void find(RulesetName ruleset, CompiledRuleset rules, FoundEvidence found) throws InterruptedException {
        List<UUID> ids = new ArrayList<>();
        try {
            LogQuery recent = QueryParameters.filters(Map.of(
                    "ruleset", List.of(ruleset.value()),
                    "effective", List.of("true"),
                    "from", List.of(clock.instant().minus(LOOKED_BACK).toString())));
            log.ids(recent, id -> {
                ids.add(id);
                return ids.size() < MOST_DECISIONS;
            });
            if (ids.isEmpty()) {
                found.noImpact(
                        "There are no recorded decisions of the last 30 days, so nobody knows what would change.");
                return;
            }
            found.replays(ids.size());
            Tally tally = new Tally();
            boolean whole = replayer.run(rules, new PagesById(log, ids, 0), tally, telling(found));
            found.impact(tally.report(), whole);
        } catch (ProblemException away) {
            found.noImpact("Recorded decisions can't be read: " + away.detail());
        }
    }

    /** Once a part was counted, and not each time that the replay asks whether to go on. */
    private static Replayer.Watch telling(FoundEvidence found) {
        return new Replayer.Watch() {
            @Override
            public boolean goesOn(long counted) {
                return !Thread.currentThread().isInterrupted();
            }

            @Override
            public void counted(Tally counted, List<UUID> part) {
                found.impact(counted.report(), false);
            }
        };
    }
}
