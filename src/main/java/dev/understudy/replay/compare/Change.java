package dev.understudy.replay.compare;

import dev.understudy.decisionlog.query.RecordedDecision;
import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.json.Utf8Sink;
import dev.understudy.replay.compare.ReplayReport.Example;
import dev.understudy.ruleset.Decision;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two outcomes beside each other.
 *
 * @param then what the recorded one says
 * @param now what the new one says
 * @param hidden fields that are sensitive in one of the two, and so are shown of neither
 */
record Change(OutcomeFigures then, OutcomeFigures now, Set<String> hidden) {
    /** What is longer is to be looked up by the decision's id. */
    private static final int MOST_EXAMPLE_BYTES = 4_096;

    static Change between(OutcomeFigures then, OutcomeFigures now) {
        Set<String> hidden = new LinkedHashSet<>(then.sensitivePaths());
        hidden.addAll(now.sensitivePaths());
        return new Change(then, now, hidden);
    }

    /** Of two that are not the same bytes. */
    Kind kind() {
        return Kind.between(then, now, hidden);
    }

    /** Adds up the numbers of both. */
    void addTo(Tally tally) {
        for (Leaf leaf : then.leaves()) {
            BigDecimal number = number(leaf);
            if (number != null) {
                tally.sums().then(leaf.path(), number, 1);
            }
        }
        for (Leaf leaf : now.leaves()) {
            BigDecimal number = number(leaf);
            if (number != null) {
                tally.sums().now(leaf.path(), number, 1);
            }
        }
        hidden.forEach(tally::sensitive);
    }

    private @Nullable BigDecimal number(Leaf leaf) {
        return leaf.number() == null || OutcomeFigures.isHidden(leaf, hidden) ? null : leaf.number();
    }

    Example example(
            RecordedDecision recorded,
            Decision decision,
            Sealing sealing,
            List<String> onlyThen,
            List<String> onlyNow) {
        return new Example(
                recorded.id(),
                difference(),
                sealed(recorded.outcome(), then, recorded.id(), sealing),
                sealed(decision.outcomeJson(), now, recorded.id(), sealing),
                onlyThen,
                onlyNow);
    }

    /** Without the outcomes. */
    Example example(UUID decision, List<String> onlyThen, List<String> onlyNow) {
        return new Example(decision, difference(), null, null, onlyThen, onlyNow);
    }

    /** By how much the numbers of each field changed, all fields together. */
    private BigDecimal difference() {
        Map<String, BigDecimal> fields = new HashMap<>();
        for (Leaf leaf : now.leaves()) {
            BigDecimal number = number(leaf);
            if (number != null) {
                fields.merge(leaf.path(), number, BigDecimal::add);
            }
        }
        for (Leaf leaf : then.leaves()) {
            BigDecimal number = number(leaf);
            if (number != null) {
                fields.merge(leaf.path(), number.negate(), BigDecimal::add);
            }
        }
        return fields.values().stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What is sealed in it already stays so. */
    private @Nullable String sealed(byte[] json, OutcomeFigures figures, UUID id, Sealing sealing) {
        if (json.length > MOST_EXAMPLE_BYTES) {
            return null;
        }
        String opening = "{\"$sealed\"";
        int[] ranges = figures.leaves().stream()
                .filter(leaf -> OutcomeFigures.isHidden(leaf, hidden))
                .filter(leaf -> !new String(json, leaf.start(), leaf.end() - leaf.start(), StandardCharsets.UTF_8)
                        .startsWith(opening))
                .flatMapToInt(leaf -> IntStream.of(leaf.start(), leaf.end()))
                .toArray();
        Utf8Sink out = new Utf8Sink(json.length + 128);
        sealing.seal(json, 0, json.length, ranges, id, out);
        return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
    }
}
