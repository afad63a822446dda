package dev.understudy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Ed25519Test {
    private static final HexFormat HEX = HexFormat.of();

    /** RFC 8032, section 7.1, test 2. */
    private static final byte[] SEED = HEX.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

    private static final String PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private static final byte[] MESSAGE = {0x72};
    private static final String SIGNATURE = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    @Test
    void makesTheKeysAndSignaturesOfTheRfc() {
        Ed25519 key = Ed25519.of(SEED);
        byte[] encoded = key.publicKey();
        assertThat(HEX.formatHex(encoded, encoded.length - 32, encoded.length)).isEqualTo(PUBLIC);
        assertThat(HEX.formatHex(key.sign(MESSAGE))).isEqualTo(SIGNATURE);
        assertThat(key.verifies(MESSAGE, HEX.parseHex(SIGNATURE))).isTrue();
    }

    @Test
    void refusesEverySignatureOfWhichABitIsAnother() {
        Ed25519 key = Ed25519.of(SEED);
        for (int bit = 0; bit < 512; bit++) {
            byte[] signature = HEX.parseHex(SIGNATURE);
            signature[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(key.verifies(MESSAGE, signature)).as("bit %d", bit).isFalse();
        }
        assertThat(key.verifies(new byte[] {0x73}, HEX.parseHex(SIGNATURE))).isFalse();
        assertThat(key.verifies(MESSAGE, new byte[64])).isFalse();
    }

    @Test
    void takesNoSeedOfAnotherLength() {
        assertThatThrownBy(() -> Ed25519.of(Arrays.copyOf(SEED, 31))).isInstanceOf(IllegalArgumentException.class);
    }
}
