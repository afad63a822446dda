package dev.understudy.manifest;

import dev.understudy.ruleset.RulesetManifest.LogMode;
import dev.understudy.ruleset.RulesetManifest.LogPolicy;
import dev.understudy.ruleset.RulesetManifest.WhenFull;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** The section {@code decisionLog}: how decisions are kept. */
final class LogSection {
    private static final Duration RETENTION = Duration.ofDays(400);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private LogSection() {}

    static LogPolicy read(Fields manifest, Faults faults) {
        Optional<Fields> fields = manifest.get("decisionLog")
                .flatMap(node -> Fields.known(node, "decisionLog", List.of("mode", "retention", "whenFull"), faults));
        Optional<Node> retention = fields.flatMap(each -> each.get("retention"));
        LogMode mode = fields.flatMap(each -> each.get("mode"))
                .flatMap(node -> constant(node, "decisionLog.mode", LogMode.class, faults))
                .orElse(LogMode.DURABLE);
        if (mode == LogMode.OFF && retention.isPresent()) {
            faults.warning(
                    Place.of(retention.get()), "decisionLog.retention has no effect while decisionLog.mode is off.");
        }
        WhenFull whenFull = fields.flatMap(each -> each.get("whenFull"))
                .flatMap(node -> constant(node, "decisionLog.whenFull", WhenFull.class, faults))
                .orElse(WhenFull.REFUSE);
        return new LogPolicy(
                mode, retention.flatMap(node -> retention(node, faults)).orElse(RETENTION), whenFull);
    }

    private static <E extends Enum<E>> Optional<E> constant(Node node, String key, Class<E> type, Faults faults) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        Optional<String> text = Scalars.text(node, key, faults);
        if (text.isPresent() && !words.contains(text.get())) {
            faults.error(
                    node,
                    key + " is '" + Kind.shortened(text.get()) + "'; it has to be one of " + String.join(", ", words)
                            + ".");
            return Optional.empty();
        }
        return text.map(each -> Enum.valueOf(type, each.toUpperCase(Locale.ROOT)));
    }

    private static Optional<Duration> retention(Node node, Faults faults) {
        Optional<Duration> retention = Quantities.duration(node, "decisionLog.retention", faults);
        if (retention.isPresent() && retention.get().compareTo(LONGEST) > 0) {
            faults.error(node, "decisionLog.retention may be at most " + Quantities.text(LONGEST) + ".");
            return Optional.empty();
        }
        return retention;
    }
}
