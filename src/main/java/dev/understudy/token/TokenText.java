package dev.understudy.token;

import dev.understudy.content.Sha256;
import dev.understudy.identity.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A token as programs send it: {@code ust_<id>_<secret><checksum>}, in letters and digits. The secret has 256 random
 * bits; the checksum is the CRC-32 of all before it, so that a typo is found without a look-up, and a scanner of
 * published text knows a token when it sees one.
 *
 * @param id 12 characters, which may be known
 * @param secret 43 characters, which may not
 */
record TokenText(String id, String secret) {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID = 12;
    private static final int SECRET = 43;
    private static final int CHECKSUM = 6;
    private static final int ID_START = Tokens.PREFIX.length();
    private static final int SECRET_START = ID_START + ID + 1;
    private static final int SECRET_END = SECRET_START + SECRET;
    private static final int LENGTH = SECRET_END + CHECKSUM;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** One of a new id. */
    static TokenText fresh() {
        return fresh(random(RANDOM, ID));
    }

    /** One with a new secret. */
    static TokenText fresh(String id) {
        return new TokenText(id, random(RANDOM, SECRET));
    }

    /** Reads one; null when it is none, or has a typo. Looks at no more than a token has. */
    static @Nullable TokenText parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(Tokens.PREFIX) || text.charAt(SECRET_START - 1) != '_') {
            return null;
        }
        for (int i = ID_START; i < LENGTH; i++) {
            if (i != SECRET_START - 1 && !isDigit(text.charAt(i))) {
                return null;
            }
        }
        String body = text.substring(0, SECRET_END);
        return text.regionMatches(SECRET_END, checksum(body), 0, CHECKSUM)
                ? new TokenText(text.substring(ID_START, ID_START + ID), text.substring(SECRET_START, SECRET_END))
                : null;
    }

    /** Whether it has the form of an id. */
    static boolean isId(String text) {
        return text.length() == ID && text.chars().allMatch(each -> isDigit((char) each));
    }

    /** What is kept of it: the SHA-256 of the secret, which is too long to be guessed from that. */
    byte[] hash() {
        return Sha256.of(secret);
    }

    /** The whole token. */
    String text() {
        String body = Tokens.PREFIX + id + "_" + secret;
        return body + checksum(body);
    }

    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        char[] text = new char[CHECKSUM];
        long rest = crc.getValue();
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(text);
    }

    private static String random(RandomGenerator random, int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = DIGITS.charAt(random.nextInt(DIGITS.length()));
        }
        return new String(text);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TokenText[" + id + "]";
    }
}
