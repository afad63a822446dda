package dev.understudy.manifest;

import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings;
import dev.understudy.ruleset.GuardrailSettings.Harm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** The section {@code rollout.guardrails}: what stops a rollout beside what always does. */
final class GuardrailSection {
    private GuardrailSection() {}

    static GuardrailSettings read(Node node, Faults faults) {
        Optional<Fields> found = Fields.known(node, "rollout.guardrails", List.of("latency", "floors"), faults);
        if (found.isEmpty()) {
            return GuardrailSettings.USUAL;
        }
        Optional<Duration> latency =
                found.get().get("latency").flatMap(each -> Quantities.duration(each, "guardrails.latency", faults));
        return found.get()
                .get("floors")
                .flatMap(each -> Fields.known(each, "guardrails.floors", floorKeys(), faults))
                .map(floors -> floors(latency, floors, faults))
                .orElse(new GuardrailSettings(
                        latency, GuardrailSettings.USUAL.floors(), GuardrailSettings.USUAL_FLOOR_UNITS));
    }

    private static List<String> floorKeys() {
        List<String> keys = new ArrayList<>(
                Arrays.stream(Harm.values()).map(GuardrailSection::key).toList());
        keys.add("units");
        return keys;
    }

    private static String key(Harm harm) {
        return harm.name().toLowerCase(Locale.ROOT);
    }

    private static GuardrailSettings floors(Optional<Duration> latency, Fields fields, Faults faults) {
        Map<Harm, Exposure> floors = new EnumMap<>(Harm.class);
        floors.putAll(GuardrailSettings.USUAL.floors());
        for (Harm harm : Harm.values()) {
            fields.get(key(harm)).ifPresent(node -> {
                if (harm == Harm.SLOW && latency.isEmpty()) {
                    faults.error(node, "A floor for 'slow' needs guardrails.latency, which says what is slow.");
                }
                RolloutSection.share(node, "floors." + key(harm), faults).ifPresent(share -> floors.put(harm, share));
            });
        }
        long units = fields.get("units")
                .flatMap(node -> Quantities.count(node, "floors.units", faults))
                .orElse(GuardrailSettings.USUAL_FLOOR_UNITS);
        return new GuardrailSettings(latency, floors, units);
    }
}
