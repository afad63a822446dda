package dev.understudy.share;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "first-user",
                "account:ana",
                "account:ana@example.org",
                "network:192.0.2.7",
                "network:192.0.2.0/24",
                "network:2001:db8::/32",
                "network:::1",
                "network:0.0.0.0/0"
            })
    void isWrittenAsItIsRead(String text) {
        assertThat(Bind.of(text)).get().extracting(Bind::text).isEqualTo(text);
    }

    @Test
    void accountsAreInLowerCase() {
        assertThat(Bind.of("account:Ana")).get().extracting(Bind::to).isEqualTo("ana");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anybody",
                "account:",
                "account:a b",
                "account:share:1",
                "network:",
                "network:localhost",
                "network:example.org",
                "network:192.0.2.0/33",
                "network:192.0.2.0/-1",
                "network:192.0.2.0/",
                "network:192.0.2",
                "network:192.0.2.256",
                "network:010.0.0.1",
                "network:3221225985",
                "network:2001:db8::/129",
                "network:2001:db8:::/32"
            })
    void whatIsNoneIsNotTaken(String text) {
        assertThat(Bind.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "0.0.0.0/0, 203.0.113.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "192.0.2.0/24, ::ffff:192.0.2.9, true",
        "2001:db8::/32, 2001:db8:1::5, true",
        "2001:db8::/32, 2001:db9::5, false",
        "fe80::/10, fe80::1%eth0, true",
        "192.0.2.0/24, unknown, false",
        "192.0.2.0/24, '', false"
    })
    void aNetworkHasTheAddressesThatBeginAsItDoes(String network, String address, boolean has) {
        assertThat(Network.of(network).orElseThrow().contains(address)).isEqualTo(has);
    }
}
