package dev.understudy.manifest;

import dev.understudy.ruleset.RulesetManifest.LogMode;
import dev.understudy.ruleset.RulesetManifest.LogPolicy;
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
    private static final List<String> MODES = Arrays.stream(LogMode.values())
            .map(mode -> mode.name().toLowerCase(Locale.ROOT))
            .toList();

    private LogSection() {}

    static LogPolicy read(Fields manifest, Faults faults) {
        Optional<Fields> fields = manifest.get("decisionLog")
                .flatMap(node -> Fields.known(node, "decisionLog", List.of("mode", "retention"), faults));
        Optional<Node> retention = fields.flatMap(each -> each.get("retention"));
        LogMode mode = fields.flatMap(each -> each.get("mode"))
                .flatMap(node -> mode(node, faults))
                .orElse(LogMode.DURABLE);
        if (mode == LogMode.OFF && retention.isPresent()) {
            faults.warning(
                    Place.of(retention.get()), "decisionLog.retention has no effect while decisionLog.mode is off.");
        }
        return new LogPolicy(
                mode, retention.flatMap(node -> retention(node, faults)).orElse(RETENTION));
    }

    private static Optional<LogMode> mode(Node node, Faults faults) {
        Optional<String> text = Scalars.text(node, "decisionLog.mode", faults);
        if (text.isPresent() && !MODES.contains(text.get())) {
            faults.error(
                    node,
                    "decisionLog.mode is '" + Kind.shortened(text.get()) + "'; it has to be one of "
                            + String.join(", ", MODES) + ".");
            return Optional.empty();
        }
        return text.map(each -> LogMode.valueOf(each.toUpperCase(Locale.ROOT)));
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
