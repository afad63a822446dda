package dev.understudy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {
    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpiOmM=", "basic YTpiOmM=", "BASIC   YTpiOmM=  ", "Basic YTpiOmM"})
    void aColonInThePasswordBelongsToIt(String header) {
        assertThat(BasicCredentials.parse(header)).contains(new BasicCredentials("a", "b:c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic YQ==", "Basic ?", "Bearer YTpi", "Basically YTpi"})
    void malformedHeadersHoldNothing(String header) {
        assertThat(BasicCredentials.parse(header)).isEmpty();
    }

    @Test
    void thePasswordIsNeverPrinted() {
        assertThat(new BasicCredentials("a", "secret")).hasToString("BasicCredentials[a]");
    }
}
