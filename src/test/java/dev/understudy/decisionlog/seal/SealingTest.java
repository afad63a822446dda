package dev.understudy.decisionlog.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.json.Utf8Sink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealingTest {
    private static final UUID ID = UUID.fromString("0192a000-0000-7000-8000-000000000001");
    private static final String BODY = "{\"facts\":{\"P\":{\"name\":\"Ann\",\"age\":41,\"city\":\"Rome\"}}}";
    private static final int[] NAME_AND_CITY = {22, 27, 44, 50};
    private static final String ONE = key(1);
    private static final String TWO = key(2);

    private static String key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Sealing with(String setting) {
        return new Sealing(SealKeys.read(Optional.of(setting), new byte[32]), new byte[32]);
    }

    private static String seal(Sealing sealing, UUID id) {
        byte[] json = ("##" + BODY).getBytes(StandardCharsets.UTF_8);
        Utf8Sink out = new Utf8Sink();
        sealing.seal(json, 2, json.length - 2, NAME_AND_CITY, id, out);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    private static Unsealed unseal(Sealing sealing, String secret, UUID id) {
        return sealing.unseal(secret.getBytes(StandardCharsets.UTF_8), id);
    }

    private static String text(Unsealed unsealed) {
        return new String(unsealed.json(), StandardCharsets.UTF_8);
    }

    @Test
    void sensitiveValuesAreSealedAndTheRestIsLeft() {
        String secret = seal(with("k1:" + ONE), ID);

        assertThat(secret)
                .doesNotContain("Ann")
                .doesNotContain("Rome")
                .matches("\\{\"facts\":\\{\"P\":\\{\"name\":\\{\"\\$sealed\":\"k1:[\\w-]+\"},\"age\":41,"
                        + "\"city\":\\{\"\\$sealed\":\"k1:[\\w-]+\"}}}}");
    }

    @Test
    void unsealingGivesTheSameBytes() {
        Sealing sealing = with("k1:" + ONE);
        Unsealed unsealed = unseal(sealing, seal(sealing, ID), ID);

        assertThat(text(unsealed)).isEqualTo(BODY);
        assertThat(unsealed.complete()).isTrue();
    }

    @Test
    void theSameValueIsNeverSealedTheSameWay() {
        Sealing sealing = with("k1:" + ONE);

        assertThat(seal(sealing, ID)).isNotEqualTo(seal(sealing, ID));
    }

    @Test
    void aNewKeySealsAndTheOldOneStillOpens() {
        String before = seal(with("k1:" + ONE), ID);
        Sealing rotated = with("k2:" + TWO + ", k1:" + ONE);

        assertThat(text(unseal(rotated, before, ID))).isEqualTo(BODY);
        assertThat(seal(rotated, ID)).contains("\"k2:").doesNotContain("\"k1:");
    }

    @Test
    void whatWasSealedBeforeKeysWereConfiguredOpensStill() {
        String before = seal(new Sealing(SealKeys.read(Optional.empty(), new byte[32]), new byte[32]), ID);

        assertThat(text(unseal(with("k1:" + ONE), before, ID))).isEqualTo(BODY);
    }

    @Test
    void aMissingKeyIsNamedAndItsValuesStaySealed() {
        String secret = seal(with("k1:" + ONE), ID);
        Unsealed unsealed = unseal(with("k2:" + TWO), secret, ID);

        assertThat(unsealed.lacking()).containsExactly("k1");
        assertThat(text(unsealed)).isEqualTo(secret);
    }

    @Test
    void aWrongKeyOrAnotherDecisionOpensNothing() {
        String secret = seal(with("k1:" + ONE), ID);

        assertThat(unseal(with("k1:" + TWO), secret, ID).damaged()).containsExactly("k1");
        assertThat(text(unseal(with("k1:" + ONE), secret, new UUID(7, 7)))).isEqualTo(secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$sealed\":\"k1:\"}",
                "{\"$sealed\":\"k1:AAAA\"}",
                "{\"$sealed\":\"k1:not base64!\"}",
                "{\"$sealed\":\"nothing\"}",
                "{\"$sealed\":\"k1:AAAA",
                "{\"note\":\"{\\\"$sealed\\\":\\\"k1:AAAA\\\"}\"}",
            })
    void whatOnlyLooksSealedIsLeft(String json) {
        assertThat(text(unseal(with("k1:" + ONE), json, ID))).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k1", "k1:", "k1:AAAA", ":AAAA", "K1:x", "signing:x", ",", "k 1:x"})
    void aKeyThatCantBeReadIsRefusedByTheNameOfItsSetting(String setting) {
        assertThatThrownBy(() -> SealKeys.read(Optional.of(setting), new byte[32]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("understudy.decision-log.keys");
    }

    @Test
    void aKeyIdThatComesTwiceIsRefusedAndNoKeyIsQuoted() {
        assertThatThrownBy(() -> SealKeys.read(Optional.of("k1:" + ONE + ",k1:" + TWO), new byte[32]))
                .hasMessage("The key 'k1' is in understudy.decision-log.keys twice.");
    }

    @Test
    void aSensitiveRoutingKeyHasAPseudonymOfItsOwn() {
        Sealing sealing = with("k1:" + ONE);

        assertThat(sealing.pseudonym("Ann"))
                .isEqualTo(sealing.pseudonym("Ann"))
                .startsWith("hmac:")
                .hasSize(27);
        assertThat(sealing.pseudonym("Ann")).isNotEqualTo(sealing.pseudonym("Bob"));
    }
}
