package dev.understudy.ruleset;

import java.nio.charset.StandardCharsets;

/**
 * One file of a ruleset.
 *
 * @param path from the ruleset's folder, {@code scenarios/short-haul.yaml}
 * @param content its bytes; shared, so not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; copying each blob would double what a push holds.
public record SourceFile(String path, byte[] content) {
    /** The content as UTF-8. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** Whether rules are written in it as text. */
    public boolean isDrl() {
        return path.endsWith(".drl");
    }

    /** Whether rules are written in it as a decision table. */
    public boolean isDecisionTable() {
        return path.endsWith(".drl.xlsx") || path.endsWith(".drl.csv");
    }

    /** Whether it is a scenario. */
    public boolean isScenario() {
        return path.startsWith("scenarios/") && (path.endsWith(".yaml") || path.endsWith(".yml"));
    }
}
