package dev.understudy.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
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
}
