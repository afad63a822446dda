package dev.understudy.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTest {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Test
    void aTokenIsReadAsItWasWritten() {
        for (int i = 0; i < 1_000; i++) {
            TokenText fresh = TokenText.fresh();
            assertThat(fresh.text()).matches("ust_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}");
            assertThat(TokenText.parse(fresh.text())).isEqualTo(fresh);
            assertThat(TokenText.isId(fresh.id())).isTrue();
        }
    }

    @Test
    void noTwoHaveTheSameIdOrSecret() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            TokenText fresh = TokenText.fresh();
            assertThat(seen.add(fresh.id())).isTrue();
            assertThat(seen.add(fresh.secret())).isTrue();
        }
        assertThat(TokenText.fresh("abcdefghijkl").secret())
                .isNotEqualTo(TokenText.fresh("abcdefghijkl").secret());
    }

    @Test
    void aTypoAtAnyPlaceIsFound() {
        String text = TokenText.fresh().text();
        for (int i = 0; i < text.length(); i++) {
            for (int j = 0; j < DIGITS.length(); j++) {
                String typo = text.substring(0, i) + DIGITS.charAt(j) + text.substring(i + 1);
                assertThat(TokenText.parse(typo) == null).as(typo).isEqualTo(!typo.equals(text));
            }
        }
    }

    @Test
    void twoLettersThatSwappedPlacesAreFound() {
        String text = TokenText.fresh().text();
        for (int i = 4; i < text.length() - 1; i++) {
            String swapped = text.substring(0, i) + text.charAt(i + 1) + text.charAt(i) + text.substring(i + 2);
            assertThat(TokenText.parse(swapped) == null).isEqualTo(!swapped.equals(text));
        }
    }

    @Test
    void aTruncatedOrPaddedTokenIsNone() {
        String text = TokenText.fresh().text();
        for (int i = 0; i < text.length(); i++) {
            assertThat(TokenText.parse(text.substring(0, i))).isNull();
        }
        assertThat(TokenText.parse(text + " ")).isNull();
        assertThat(TokenText.parse(" " + text)).isNull();
        assertThat(TokenText.parse(text + "\0")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ust_", "ust__", "UST_aaaaaaaaaaaa_", "Bearer", "ust_ÄÖÜäöüßßßßßß_x"})
    void otherTextsAreNone(String text) {
        assertThat(TokenText.parse(text)).isNull();
        assertThat(TokenText.parse("ust_" + text.repeat(1 << 18))).isNull();
    }

    @Test
    void lettersOfOtherScriptsAreNone() {
        String text = TokenText.fresh().text();
        assertThat(TokenText.parse(text.substring(0, 20) + "\u0661" + text.substring(21)))
                .isNull();
        assertThat(TokenText.parse(text.substring(0, 20) + "_" + text.substring(21)))
                .isNull();
    }

    @Test
    void neitherIsTheSecretShownNorKept() {
        TokenText fresh = TokenText.fresh();
        assertThat(fresh.toString()).contains(fresh.id()).doesNotContain(fresh.secret());
        assertThat(fresh.hash()).hasSize(32);
        assertThat(Objects.requireNonNull(TokenText.parse(fresh.text())).hash()).isEqualTo(fresh.hash());
    }
}
