package dev.understudy.replay.job;

import dev.understudy.content.Sha256;
import dev.understudy.ruleset.CompiledRuleset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names a result by all that it depends on: rules, what decides with them, and which decisions. */
final class ResultKey {
    /** Raise it whenever reports of the same decisions and rules become others. */
    private static final String VERSION = "replay-1";

    private ResultKey() {}

    /**
     * 64 hexadecimal digits.
     *
     * @param ruleset its name
     * @param rules what decides; by their content, whatever branch they are on
     * @param decisions that were found
     * @param sample how many of them are drawn to be decided; null for all
     */
    static String of(String ruleset, CompiledRuleset rules, DecisionSet decisions, @Nullable Sample sample) {
        List<String> parts = List.of(
                VERSION,
                ruleset,
                rules.tree().value(),
                rules.engine(),
                rules.manifest().limits().toString(),
                decisions.text(),
                Long.toString(decisions.count()),
                sample != null && sample.method() == Sample.Method.SPREAD ? "spread " + sample.size() : "all");
        MessageDigest digest = Sha256.digest();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
