package dev.understudy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.ruleset.BranchName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedCookieTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Caller ANALYST = Caller.of("analyst", Set.of(Role.ANALYST), Set.of());

    private final SignedCookie cookies = new SignedCookie(key(1));

    private static SigningKey key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return new SigningKey(Base64.getEncoder().encodeToString(bytes));
    }

    private String cookie(String branch) {
        return cookies.encode(ANALYST, new BranchName(branch), NOW.plusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "feature/short-haul", "größe/ß", "a"})
    void whatWasWrittenIsRead(String branch) {
        assertThat(cookies.decode(cookie(branch), NOW))
                .contains(new SessionFlag("analyst", new BranchName(branch), NOW.plusSeconds(60)));
    }

    @Test
    void theLongestNameOfABranchFitsIntoACookie() {
        String branch = "b".repeat(200);
        assertThat(cookie(branch)).hasSizeLessThan(400).matches("[A-Za-z0-9_.-]+");
        assertThat(cookies.decode(cookie(branch), NOW)).isPresent();
    }

    @Test
    void itEndsAtItsExpiry() {
        assertThat(cookies.decode(cookie("main"), NOW.plusSeconds(59))).isPresent();
        assertThat(cookies.decode(cookie("main"), NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void anotherNodeWithTheSameKeyReadsIt() {
        assertThat(new SignedCookie(key(1)).decode(cookie("main"), NOW)).isPresent();
    }

    @Test
    void anotherKeyReadsNothing() {
        assertThat(new SignedCookie(key(2)).decode(cookie("main"), NOW)).isEmpty();
    }

    @Test
    void noCharacterCanBeChanged() {
        String cookie = cookie("feature/x");
        // The last character of each part holds bits that base64 leaves open.
        for (int i = 0; i < cookie.length() - 1; i++) {
            char other = cookie.charAt(i) == 'A' ? 'B' : 'A';
            String forged = cookie.substring(0, i) + other + cookie.substring(i + 1);
            assertThat(cookies.decode(forged, NOW)
                            .filter(flag -> !flag.branch().value().equals("feature/x")))
                    .as(forged)
                    .isEmpty();
        }
    }

    @Test
    void noCharacterCanBeLeftOut() {
        String cookie = cookie("feature/x");
        for (int i = 0; i < cookie.length(); i++) {
            assertThat(cookies.decode(cookie.substring(0, i) + cookie.substring(i + 1), NOW))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.b",
                "%%%",
                "AAAA.AAAA",
                "=",
                "\u0000",
                "ä.ö",
                ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void garbageIsNothing(String garbage) {
        assertThat(cookies.decode(garbage, NOW)).isEmpty();
    }

    @Test
    void noiseOfAnyLengthIsNothing() {
        Random random = new Random(42);
        for (int i = 0; i < 3_000; i++) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
            int cut = text.isEmpty() ? 0 : random.nextInt(text.length());
            assertThat(cookies.decode(text.substring(0, cut) + "." + text.substring(cut), NOW))
                    .isEmpty();
            assertThat(cookies.decode(new String(noise, StandardCharsets.ISO_8859_1), NOW))
                    .isEmpty();
        }
        assertThat(cookies.decode("A".repeat(1_000_000), NOW)).isEmpty();
    }

    @Test
    void aKeyThatIsTooShortIsRefusedWithWhatToDo() {
        for (String bad :
                new String[] {"", "abc", "no base64!", Base64.getEncoder().encodeToString(new byte[31])}) {
            assertThatThrownBy(() -> new SigningKey(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("understudy.signing-key")
                    .hasMessageContaining("openssl rand");
        }
    }

    @Test
    void eachPurposeHasAKeyOfItsOwn() {
        assertThat(key(1).derive("a"))
                .hasSize(32)
                .isNotEqualTo(key(1).derive("b"))
                .isEqualTo(key(1).derive("a"));
    }
}
