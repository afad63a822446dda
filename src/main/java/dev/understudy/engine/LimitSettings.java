package dev.understudy.engine;

import dev.understudy.manifest.PlatformLimits;
import dev.understudy.ruleset.RulesetManifest.Limits;

/**
 * What one decision may use, as an operator writes it: in the words of {@code ruleset.yaml}.
 *
 * @param time {@code 250ms}
 * @param steps {@code 5000000}
 * @param allocation {@code 32MiB}
 * @param firings {@code 10000}
 */
public record LimitSettings(String time, String steps, String allocation, String firings) {
    /** @throws IllegalArgumentException with a sentence that names the setting */
    public Limits limits() {
        return PlatformLimits.of(time, steps, allocation, firings);
    }
}
