package dev.understudy.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.understudy.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FactCodecRoundTripTest {
    private final FactCodec codec = Samples.codec();

    @Test
    void whatIsWrittenIsWhatWasRead() {
        long first = new SecureRandom().nextLong();
        for (long seed = first; seed < first + 3_000; seed++) {
            String fact = new RandomFacts(seed).everything();
            ReadFacts facts = Declared.read(codec, "{\"facts\":{\"Everything\":" + fact + "}}");

            assertThat(Declared.outcome(codec, facts.objects()))
                    .as("seed " + seed)
                    .isEqualTo("{\"Item\":[],\"Everything\":[" + fact + "],\"Node\":[],\"Flight\":[]}");
        }
    }

    @Test
    void aDamagedBodyIsReadOrRefusedAndNothingElse() {
        long first = new SecureRandom().nextLong();
        FactCodec plain = Samples.codecWithoutFreeNames();
        String flight = "{\"facts\":{\"Flight\":[{\"date\":\"2001/01/01 01:10\",\"delay\":95,\"distance\":2399,"
                + "\"origin\":\"H\\u00e4\\n\",\"destination\":null}]},\"asOf\":\"2001-01-01T01:10:00Z\"}";
        for (long seed = first; seed < first + 20_000; seed++) {
            Random random = new Random(seed);
            String everything = "{\"facts\":{\"Everything\":" + new RandomFacts(seed).everything() + "}}";
            assertReadOrRefused(codec, damaged(everything, random), seed);
            assertReadOrRefused(plain, damaged(flight, random), seed);
        }
    }

    private static byte[] damaged(String body, Random random) {
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        byte[] marks = "{}[]\",:0-e.\\ntu \u0000\n".getBytes(StandardCharsets.UTF_8);
        for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
            int at = random.nextInt(json.length);
            json[at] = random.nextBoolean() ? (byte) random.nextInt() : marks[random.nextInt(marks.length)];
        }
        return json;
    }

    private static void assertReadOrRefused(FactCodec codec, byte[] json, long seed) {
        Throwable thrown = catchThrowable(() -> codec.read(json, 0, json.length));

        if (thrown != null) {
            assertThat(thrown).as("seed " + seed).isInstanceOf(ProblemException.class);
            assertThat(((ProblemException) thrown).type().status())
                    .as("seed " + seed)
                    .isEqualTo(400);
        }
    }
}
