package dev.understudy.review.difference;

import dev.understudy.engine.drl.Place;
import dev.understudy.manifest.ManifestResult;
import dev.understudy.ruleset.RulesetManifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what {@code ruleset.yaml} says, key by key, defaults counted. */
final class ManifestComparison {
    private static final Map<String, Long> UNITS = units();

    private ManifestComparison() {}

    private static Map<String, Long> units() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("d", 86_400_000L);
        units.put("h", 3_600_000L);
        units.put("m", 60_000L);
        units.put("s", 1_000L);
        return units;
    }

    /** What a key says: a list, or a list of one. */
    private record Said(List<String> values, boolean isList) {
        static Said one(@Nullable String value) {
            return new Said(value == null ? List.of() : List.of(value), false);
        }

        static Said many(List<String> values) {
            return new Said(values, true);
        }

        @Nullable
        String text() {
            return isList ? "[" + String.join(", ", values) + "]" : values.isEmpty() ? null : values.getFirst();
        }
    }

    /** @param file path of the manifest, from the top of the rules repository */
    static List<ManifestChange> of(String file, ManifestResult.Read base, ManifestResult.Read branch) {
        Map<String, Said> then = said(base.manifest());
        List<ManifestChange> changes = new ArrayList<>();
        said(branch.manifest()).forEach((key, now) -> {
            Said before = Objects.requireNonNull(then.get(key), "Both sides have the same keys.");
            if (!before.equals(now)) {
                changes.add(new ManifestChange(
                        key,
                        before.text(),
                        now.text(),
                        now.isList() ? without(now.values(), before.values()) : List.of(),
                        now.isList() ? without(before.values(), now.values()) : List.of(),
                        place(file, base, key),
                        place(file, branch, key)));
            }
        });
        return changes;
    }

    private static List<String> without(List<String> some, List<String> others) {
        return some.stream().filter(each -> !others.contains(each)).toList();
    }

    private static Place place(String file, ManifestResult.Read side, String key) {
        dev.understudy.manifest.Place place = side.places().place("/" + key.replace('.', '/'));
        return new Place(file, place.line(), place.column());
    }

    private static Map<String, Said> said(RulesetManifest manifest) {
        Map<String, Said> said = new LinkedHashMap<>();
        said.put("title", Said.one(manifest.title()));
        said.put("owners", Said.many(manifest.owners()));
        said.put("facts.in", Said.many(manifest.factsIn()));
        said.put("facts.out", Said.many(manifest.factsOut()));
        said.put("routingKey", Said.one(manifest.routingKey().orElse(null)));
        said.put("sensitive", Said.many(manifest.sensitive()));
        said.put("limits.time", Said.one(text(manifest.limits().time())));
        said.put("limits.steps", Said.one("" + manifest.limits().steps()));
        said.put("limits.allocation", Said.one(bytes(manifest.limits().allocationBytes())));
        said.put("limits.firings", Said.one("" + manifest.limits().firings()));
        PlanWords.of(manifest.rollout(), ManifestComparison::text)
                .forEach((key, values) -> said.put(key, Said.many(values)));
        RulesetManifest.LogPolicy log = manifest.decisionLog();
        said.put("decisionLog.mode", Said.one(log.mode().name().toLowerCase(Locale.ROOT)));
        said.put("decisionLog.retention", Said.one(text(log.retention())));
        said.put("decisionLog.whenFull", Said.one(log.whenFull().name().toLowerCase(Locale.ROOT)));
        return said;
    }

    private static String text(Duration duration) {
        long millis = duration.toMillis();
        return UNITS.entrySet().stream()
                .filter(unit -> millis % unit.getValue() == 0)
                .findFirst()
                .map(unit -> millis / unit.getValue() + unit.getKey())
                .orElse(millis + "ms");
    }

    private static String bytes(long bytes) {
        for (int shift : new int[] {30, 20, 10}) {
            if (bytes % (1L << shift) == 0) {
                return (bytes >> shift) + (shift == 30 ? "GiB" : shift == 20 ? "MiB" : "KiB");
            }
        }
        return bytes + "B";
    }
}
