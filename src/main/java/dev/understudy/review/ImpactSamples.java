package dev.understudy.review;

import dev.understudy.decisionlog.query.LogQuery;
import dev.understudy.decisionlog.query.LogScan;
import dev.understudy.decisionlog.query.QueryParameters;
import dev.understudy.replay.job.SpreadSample;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Draws the decisions that changes are decided again on. Blocking and thread-safe. */
@Singleton
class ImpactSamples {
    private static final int MOST_NEWEST = 10_000;
    private static final int MOST_RARE = 1_000;
    private static final Duration LOOKED_BACK = Duration.ofDays(30);

    /** What the newest have less often is rare. */
    private static final int RARE = 32;

    private static final int MOST_LOOKED_THROUGH = 200_000;
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);
    private static final int WATCHED = 1_024;

    private final LogScan log;
    private final InstantSource clock = InstantSource.system();

    ImpactSamples(LogScan log) {
        this.log = log;
    }

    /**
     * The newest decisions that counted.
     *
     * @param ids newest first
     * @param tags what their outcomes can be found by, with how often
     */
    record Newest(List<UUID> ids, Map<String, Integer> tags) {
        /** Whether there may be older ones. */
        boolean isFull() {
            return ids.size() >= MOST_NEWEST;
        }
    }

    /** When a decision was made: its id says so. */
    static Instant moment(UUID decision) {
        return Instant.ofEpochMilli(decision.getMostSignificantBits() >>> 16);
    }

    private static LogQuery query(RulesetName ruleset, Instant from, Instant to) {
        return QueryParameters.filters(Map.of(
                "ruleset", List.of(ruleset.value()),
                "effective", List.of("true"),
                "from", List.of(from.toString()),
                "to", List.of(to.toString())));
    }

    /** The newest 10,000 of the last 30 days. */
    Newest newest(RulesetName ruleset) {
        Instant now = clock.instant();
        Newest newest = new Newest(new ArrayList<>(), new HashMap<>());
        log.tagged(query(ruleset, now.minus(LOOKED_BACK), now.plus(Duration.ofMinutes(1))), (id, tags) -> {
            newest.ids().add(id);
            for (String tag : tags) {
                newest.tags().merge(tag, 1, Integer::sum);
            }
            return !newest.isFull();
        });
        return newest;
    }

    /** Those with older ones, whose outcomes they have seldom or never. */
    ImpactSample withRare(RulesetName ruleset, Newest newest) {
        if (!newest.isFull()) {
            return new ImpactSample(newest.ids(), List.of(), 0);
        }
        Set<UUID> known = new HashSet<>(newest.ids());
        SpreadSample sample = new SpreadSample(MOST_RARE);
        Instant end = clock.instant().plus(LONGEST_LOOK);
        int[] looked = new int[1];
        Instant oldest = moment(newest.ids().getLast());
        log.tagged(query(ruleset, clock.instant().minus(LOOKED_BACK), oldest), (id, tags) -> {
            looked[0]++;
            String[] rare = Arrays.stream(tags)
                    .filter(tag -> newest.tags().getOrDefault(tag, 0) < RARE)
                    .toArray(String[]::new);
            if (rare.length > 0 && !known.contains(id)) {
                sample.add(id, rare);
            }
            return looked[0] < MOST_LOOKED_THROUGH
                    && (looked[0] % WATCHED != 0 || clock.instant().isBefore(end));
        });
        return new ImpactSample(newest.ids(), sample.ofTags(), looked[0]);
    }
}
