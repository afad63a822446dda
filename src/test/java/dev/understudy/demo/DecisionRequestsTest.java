package dev.understudy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DecisionRequestsTest {
    private static final Path DEMO = Path.of("src/main/resources/demo");

    @Test
    void eachFlightIsOneBodyWithAPassengerOfItsOwn() {
        assertThat(DecisionRequests.ofAllFlights())
                .hasSize(5_000)
                .doesNotHaveDuplicates()
                .startsWith("{\"facts\":{\"Flight\":[{\"date\":\"2001/01/01 01:10\",\"delay\":95,\"distance\":2399,"
                        + "\"origin\":\"HNL\",\"destination\":\"SFO\",\"passengerId\":\"P0000001\"}]}}");
        assertThat(DecisionRequests.ofAllFlights().getLast()).contains("\"passengerId\":\"P0005000\"");
    }

    @Test
    void theFlightsAreTheOnesThatTheirSourceNames() throws IOException, NoSuchAlgorithmException {
        byte[] sha256 =
                MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(DEMO.resolve("flights-5k.json")));
        assertThat(Files.readString(DEMO.resolve("SOURCE.md"), StandardCharsets.UTF_8))
                .contains(HexFormat.of().formatHex(sha256));
    }
}
