package dev.understudy.rollout.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.rollout.bucket.Draw;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.rollout.bucket.Unit;
import dev.understudy.rollout.command.VectorFile.Malformed;
import dev.understudy.ruleset.Exposure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks vectors of who is in: a list of {@code {keyHex, label, unitKind, unit, point, candidateAtPpm}}. A {@code point}
 * that is null says that the unit is none.
 */
final class BucketingVectors {
    private static final int MILLION = 1_000_000;
    private static final long LAST_POINT = 0xFFFF_FFFFL;

    private final Checks checks;

    BucketingVectors(Checks checks) {
        this.checks = checks;
    }

    /** Checks them all; gives their number. */
    int check(JsonNode root) throws Malformed {
        int number = 0;
        for (JsonNode each : VectorFile.list(root, "")) {
            vector(each, "/" + number++);
        }
        return number;
    }

    private void vector(JsonNode vector, String at) throws Malformed {
        RolloutKey key = key(VectorFile.text(vector, "keyHex", at), at + "/keyHex");
        Draw draw = key.draw(VectorFile.text(vector, "label", at), VectorFile.text(vector, "unitKind", at));
        JsonNode said = vector.path("point");
        if (said.isNull()) {
            Unit unit = Unit.of(vector.path("unit").textValue());
            checks.compare(unit == null, at + "/point", "that it is no unit", "takes it for one");
            sides(vector, at, null);
            return;
        }
        Unit unit = Unit.evenEmpty(VectorFile.text(vector, "unit", at));
        if (unit == null) {
            throw new Malformed(at + "/unit", "this text has half of a surrogate pair, and no UTF-8.");
        }
        if (!said.isNumber()) {
            throw new Malformed(at + "/point", said.isMissingNode() ? "is missing." : "a number belongs here.");
        }
        long expected = VectorFile.whole(said.asText(), LAST_POINT, at + "/point");
        long point = draw.point(unit);
        checks.compare(point == expected, at + "/point", "" + expected, "" + point);
        sides(vector, at, point);
    }

    private void sides(JsonNode vector, String at, @Nullable Long point) throws Malformed {
        String pointer = at + "/candidateAtPpm";
        JsonNode sides = vector.path("candidateAtPpm");
        if (!sides.isObject()) {
            throw new Malformed(
                    pointer, sides.isMissingNode() ? "is missing." : "an object belongs here, {\"1000\": false}.");
        }
        for (Map.Entry<String, JsonNode> each : sides.properties()) {
            String place = pointer + "/" + each.getKey();
            Exposure exposure = new Exposure((int) VectorFile.whole(each.getKey(), MILLION, place));
            boolean expected = VectorFile.truth(each.getValue(), place);
            boolean in = point != null && Draw.isIn(point, exposure);
            checks.compare(in == expected, place, "" + expected, "" + in);
        }
    }

    private static RolloutKey key(String hex, String pointer) throws Malformed {
        try {
            return RolloutKey.ofHex(hex);
        } catch (IllegalArgumentException e) {
            throw new Malformed(pointer, "a key in hexadecimal digits belongs here, two for each byte.");
        }
    }
}
