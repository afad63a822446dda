package dev.understudy.replay.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Draws a sample in which the rare is there: half of it goes to tags (types and values of outcomes, rules that fired) by
 * turns, the rarest first; the rest is drawn evenly. Chance is a hash of each id, so the same decisions give the same
 * sample, in whatever order they come. For one thread.
 */
public final class SpreadSample {
    /** Values can be as many as decisions; those whose names hash lowest have a place of their own. */
    private static final int MOST_TAGS = 2_000;

    private static final int MOST_OF_A_TAG = 32;
    private static final Comparator<Drawn> BY_LOT =
            Comparator.comparingLong(Drawn::lot).thenComparing(Drawn::id);
    private static final Comparator<Stratum> STRATA_BY_LOT =
            Comparator.comparingLong(Stratum::lot).thenComparing(Stratum::tag);

    private final int size;
    private final PriorityQueue<Drawn> evenly = new PriorityQueue<>(BY_LOT.reversed());
    private final Map<String, Stratum> strata = new HashMap<>();
    private final TreeSet<Stratum> byLot = new TreeSet<>(STRATA_BY_LOT);

    private record Drawn(UUID id, long lot) {}

    /** @param size how many are drawn at most */
    public SpreadSample(int size) {
        this.size = size;
    }

    /** One more that could be in it. */
    public void add(UUID id, String[] tags) {
        Drawn drawn = new Drawn(id, lot(id.getMostSignificantBits() * 31 + id.getLeastSignificantBits()));
        keep(evenly, drawn, size);
        for (String tag : tags) {
            Stratum stratum = stratum(tag);
            if (stratum != null) {
                stratum.count++;
                keep(stratum.lowest, drawn, MOST_OF_A_TAG);
            }
        }
    }

    /** The sample, newest first. */
    List<UUID> drawn() {
        Set<UUID> chosen = rarest(Math.max(1, size / 2));
        for (Drawn each : sorted(evenly)) {
            if (chosen.size() < size) {
                chosen.add(each.id());
            }
        }
        return newestFirst(chosen);
    }

    /** The part of it that goes to tags alone, newest first: at most {@code size} of them. */
    public List<UUID> ofTags() {
        return newestFirst(rarest(size));
    }

    private static List<UUID> newestFirst(Set<UUID> chosen) {
        return chosen.stream().sorted(Comparator.reverseOrder()).toList();
    }

    private Set<UUID> rarest(int most) {
        Set<UUID> chosen = new LinkedHashSet<>();
        List<Stratum> rarest = new ArrayList<>(strata.values());
        rarest.sort(Comparator.comparingLong((Stratum each) -> each.count).thenComparing(Stratum::tag));
        List<List<Drawn>> turns =
                rarest.stream().map(each -> sorted(each.lowest)).toList();
        for (int turn = 0; turn < MOST_OF_A_TAG; turn++) {
            for (List<Drawn> each : turns) {
                if (turn < each.size() && chosen.size() < most) {
                    chosen.add(each.get(turn).id());
                }
            }
        }
        return chosen;
    }

    private static List<Drawn> sorted(PriorityQueue<Drawn> lots) {
        return lots.stream().sorted(BY_LOT).toList();
    }

    private static void keep(PriorityQueue<Drawn> lowest, Drawn drawn, int most) {
        if (lowest.size() < most) {
            lowest.add(drawn);
        } else if (BY_LOT.compare(drawn, lowest.element()) < 0) {
            lowest.remove();
            lowest.add(drawn);
        }
    }

    /** Null when there is no place for the tag. One that has a place in the end had it from its first decision on. */
    private @Nullable Stratum stratum(String tag) {
        Stratum known = strata.get(tag);
        if (known != null) {
            return known;
        }
        Stratum added = new Stratum(tag, lot(tag.hashCode() * 31L + tag.length()));
        if (strata.size() >= MOST_TAGS) {
            if (STRATA_BY_LOT.compare(added, byLot.last()) > 0) {
                return null;
            }
            strata.remove(byLot.removeLast().tag());
        }
        strata.put(tag, added);
        byLot.add(added);
        return added;
    }

    private static long lot(long seed) {
        long bits = (seed ^ seed >>> 30) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ bits >>> 27) * 0x94d049bb133111ebL;
        return bits ^ bits >>> 31;
    }

    /** Decisions with one tag. */
    private static final class Stratum {
        private final String tag;
        private final long lot;
        private final PriorityQueue<Drawn> lowest = new PriorityQueue<>(BY_LOT.reversed());
        private long count;

        Stratum(String tag, long lot) {
            this.tag = tag;
            this.lot = lot;
        }

        String tag() {
            return tag;
        }

        long lot() {
            return lot;
        }
    }
}
