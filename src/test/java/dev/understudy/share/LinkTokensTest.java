package dev.understudy.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.identity.Ed25519;
import dev.understudy.identity.SigningKey;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final UUID LINK = UUID.fromString("0198c2b4-1234-7000-8000-00000000abcd");
    private static final SigningKey KEY = key('a');

    private final LinkTokens tokens = at(NOW, new ShareKeys(KEY, List.of()), "understudy");
    private final String token = tokens.write(LINK, NOW, TOMORROW);

    private static SigningKey key(char letter) {
        byte[] secret = String.valueOf(letter).repeat(32).getBytes(StandardCharsets.US_ASCII);
        return new SigningKey(Base64.getEncoder().encodeToString(secret));
    }

    private static LinkTokens at(Instant moment, ShareKeys keys, String audience) {
        return new LinkTokens(keys, audience, () -> moment);
    }

    private static LinkTokens at(Instant moment) {
        return at(moment, new ShareKeys(KEY, List.of()), "understudy");
    }

    private static ProblemException refused(LinkTokens by, String token) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> by.read(token));
        assertThat(problem).as("it is taken").isNotNull();
        assertThat(problem.detail()).doesNotContain(token.length() < 12 ? "uss_A" : token.substring(0, 12));
        return problem;
    }

    @Test
    void namesItsLinkUntilItsEnd() {
        assertThat(token)
                .startsWith("uss_")
                .matches("uss_[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{86}")
                .hasSizeLessThan(LinkTokens.MOST_CHARS);
        assertThat(tokens.read(token)).isEqualTo(LINK);
        assertThat(at(TOMORROW.minusSeconds(1)).read(token)).isEqualTo(LINK);
    }

    @Test
    void isTheSameOnEachNode() {
        assertThat(at(NOW).write(LINK, NOW, TOMORROW)).isEqualTo(token);
    }

    @Test
    void endsAMinuteAfterItsTimeSinceClocksDiffer() {
        assertThat(at(TOMORROW.plusSeconds(59)).read(token)).isEqualTo(LINK);
        ProblemException problem = refused(at(TOMORROW.plusSeconds(60)), token);
        assertThat(problem.type()).isEqualTo(ProblemType.SHARE_LINK_ENDED);
        assertThat(problem.detail()).contains("expired at 2026-03-02T08:00:00Z");
    }

    @Test
    void isNotValidMoreThanAMinuteBeforeItWasMade() {
        assertThat(at(NOW.minusSeconds(60)).read(token)).isEqualTo(LINK);
        assertThat(refused(at(NOW.minusSeconds(61)), token).detail()).contains("not valid yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"understudy-staging", "understud", "Understudy", "x"})
    void isForItsAudienceAlone(String other) {
        LinkTokens there = at(NOW, new ShareKeys(KEY, List.of()), other);
        assertThat(refused(there, token).detail()).contains("another installation");
    }

    @Test
    void isRefusedByWhoHasAnotherKey() {
        LinkTokens other = at(NOW, new ShareKeys(key('b'), List.of()), "understudy");
        assertThat(refused(other, token).detail()).contains("key that does not count");
    }

    @Test
    void goesOnAfterTheKeyWasChangedWhileTheFormerOneIsKnown() {
        LinkTokens rotated = at(NOW, new ShareKeys(key('b'), List.of(KEY)), "understudy");
        assertThat(rotated.read(token)).isEqualTo(LINK);
        String next = rotated.write(LINK, NOW, TOMORROW);
        assertThat(at(NOW, new ShareKeys(key('b'), List.of()), "understudy").read(next))
                .isEqualTo(LINK);
        refused(tokens, next);
    }

    @Test
    void isRefusedWithEachBitOfItsPayloadChanged() {
        int dot = token.indexOf('.');
        byte[] payload = Base64.getUrlDecoder().decode(token.substring(4, dot));
        for (int bit = 0; bit < payload.length * 8; bit++) {
            byte[] other = payload.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            String forged =
                    "uss_" + Base64.getUrlEncoder().withoutPadding().encodeToString(other) + token.substring(dot);
            assertThat(refused(tokens, forged).type()).isEqualTo(ProblemType.INVALID_SHARE_LINK);
        }
    }

    @Test
    void isRefusedWithEachLetterChanged() {
        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == 'Q' ? 'R' : 'Q';
            refused(tokens, token.substring(0, at) + other + token.substring(at + 1));
        }
    }

    @Test
    void isRefusedWhenItIsCutOffAnywhere() {
        for (int length = 0; length < token.length(); length++) {
            assertThat(refused(tokens, token.substring(0, length)).type()).isEqualTo(ProblemType.INVALID_SHARE_LINK);
        }
    }

    @Test
    void hasOneSpelling() {
        refused(tokens, token + "=");
        refused(tokens, token + ".");
        refused(tokens, token + "A");
        refused(tokens, " " + token);
        refused(tokens, token.replace("uss_", "USS_"));
        // 43 bytes and 64 bytes leave bits over in their last letter.
        char last = token.charAt(token.length() - 1);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        refused(tokens, token.substring(0, token.length() - 1) + letters.charAt(letters.indexOf(last) ^ 1));
    }

    @Test
    void aMegabyteIsRefusedBeforeItIsDecoded() {
        assertThat(refused(tokens, "uss_" + "A".repeat(1 << 20) + token.substring(token.indexOf('.')))
                        .type())
                .isEqualTo(ProblemType.INVALID_SHARE_LINK);
        refused(tokens, "uss_" + ".".repeat(1 << 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "uss_",
                "uss_.",
                "uss_..",
                "uss_A.A",
                "bearer",
                "uss_AQ.AQ",
                "uss_%00.%00",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
                "uss_eyJhbGciOiJub25lIn0.",
                "uss_ü.ü"
            })
    void garbageIsRefused(String garbage) {
        assertThatThrownBy(() -> tokens.read(garbage))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_SHARE_LINK));
    }

    @Test
    void whatWeSignedOfAnotherVersionIsRefused() {
        Ed25519 key = new ShareKeys(KEY, List.of()).current();
        byte[] payload = ByteBuffer.allocate(51)
                .put((byte) 2)
                .putLong(key.id())
                .put(new byte[32])
                .put("understudy".getBytes(StandardCharsets.US_ASCII))
                .array();
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String other = "uss_" + encoder.encodeToString(payload) + "." + encoder.encodeToString(key.sign(payload));
        assertThat(refused(tokens, other).detail()).contains("another version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "größe"})
    void anAudienceThatCantBeIsRefusedAtTheStart(String audience) {
        assertThatThrownBy(() -> at(NOW, new ShareKeys(KEY, List.of()), audience))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("understudy.share.audience");
    }
}
