package dev.understudy.decisionlog.seal;

import java.util.Optional;

/** Makes seals for tests of other things. */
public final class SealingProbe {
    private SealingProbe() {}

    /** With a key of zeros. */
    public static Sealing any() {
        return new Sealing(SealKeys.read(Optional.empty(), new byte[32]), new byte[32]);
    }

    /** With these keys, as the setting has them. */
    public static Sealing with(String setting) {
        return new Sealing(SealKeys.read(Optional.of(setting), new byte[32]), new byte[32]);
    }
}
