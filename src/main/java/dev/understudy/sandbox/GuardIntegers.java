package dev.understudy.sandbox;

import java.math.BigInteger;
import org.jspecify.annotations.NullUnmarked;

/** Whole numbers of at most as many digits as {@link GuardDecimals} allows. */
@NullUnmarked
public final class GuardIntegers {
    private static final int MOST_BITS = 33_220;
    private static final int FEW_BITS = 256;

    private GuardIntegers() {}

    private static BigInteger checked(BigInteger result) {
        checkBits(result.bitLength());
        return read(result);
    }

    private static void checkBits(long bits) {
        if (bits > MOST_BITS) {
            throw new ArithmeticException("A number has at most " + GuardDecimals.MOST_DIGITS + " digits, which are "
                    + MOST_BITS + " bits; this one would have " + bits + " bits.");
        }
    }

    private static BigInteger read(BigInteger self) {
        int bits = self.bitLength();
        if (bits > FEW_BITS) {
            Cost.steps((long) bits * bits >> 14);
        }
        return self;
    }

    @StandsFor(value = BigInteger.class, method = "new")
    public static BigInteger integer(String text) {
        GuardDecimals.checkText(text.length());
        return checked(new BigInteger(text));
    }

    @StandsFor(value = BigInteger.class, method = "new")
    public static BigInteger integer(String text, int radix) {
        checkBits(text.length());
        return checked(new BigInteger(text, radix));
    }

    @StandsFor(value = BigInteger.class, method = "new")
    public static BigInteger integer(byte[] bytes) {
        checkBits(bytes.length);
        return checked(new BigInteger(bytes));
    }

    @StandsFor(value = BigInteger.class, method = "new")
    public static BigInteger integer(byte[] bytes, int offset, int length) {
        checkBits(length);
        return checked(new BigInteger(bytes, offset, length));
    }

    @StandsFor(value = BigInteger.class, method = "new")
    public static BigInteger integer(int signum, byte[] bytes) {
        checkBits(bytes.length);
        return checked(new BigInteger(signum, bytes));
    }

    @StandsFor(value = BigInteger.class, method = "new")
    public static BigInteger integer(int signum, byte[] bytes, int offset, int length) {
        checkBits(length);
        return checked(new BigInteger(signum, bytes, offset, length));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger pow(BigInteger self, int exponent) {
        checkBits(Cost.times(Math.max(0, self.abs().bitLength() - 1L), Math.max(0, exponent)));
        return checked(self.pow(exponent));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger shiftLeft(BigInteger self, int bits) {
        checkBits(self.signum() == 0 ? 0 : self.bitLength() + (long) bits);
        return checked(self.shiftLeft(bits));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger shiftRight(BigInteger self, int bits) {
        checkBits(self.signum() == 0 ? 0 : self.bitLength() - (long) bits);
        return checked(self.shiftRight(bits));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger modPow(BigInteger self, BigInteger exponent, BigInteger modulus) {
        long words = modulus.bitLength() / 32 + 1L;
        read(self);
        Cost.steps(Cost.times(exponent.bitLength(), words * words) >> 8);
        return checked(self.modPow(exponent, modulus));
    }

    @StandsFor(BigInteger.class)
    public static String toString(BigInteger self, int radix) {
        return read(self).toString(radix);
    }

    @StandsFor(BigInteger.class)
    public static BigInteger add(BigInteger self, BigInteger other) {
        return checked(self.add(other));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger subtract(BigInteger self, BigInteger other) {
        return checked(self.subtract(other));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger and(BigInteger self, BigInteger other) {
        return checked(self.and(other));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger andNot(BigInteger self, BigInteger other) {
        return checked(self.andNot(other));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger or(BigInteger self, BigInteger other) {
        return checked(self.or(other));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger xor(BigInteger self, BigInteger other) {
        return checked(self.xor(other));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger multiply(BigInteger self, BigInteger other) {
        return checked(read(self).multiply(read(other)));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger divide(BigInteger self, BigInteger other) {
        return checked(read(self).divide(read(other)));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger remainder(BigInteger self, BigInteger other) {
        return checked(read(self).remainder(read(other)));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger mod(BigInteger self, BigInteger other) {
        return checked(read(self).mod(read(other)));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger modInverse(BigInteger self, BigInteger other) {
        return checked(read(self).modInverse(read(other)));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger gcd(BigInteger self, BigInteger other) {
        return checked(read(self).gcd(read(other)));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger sqrt(BigInteger self) {
        return checked(read(self).sqrt());
    }

    @StandsFor(BigInteger.class)
    public static BigInteger[] sqrtAndRemainder(BigInteger self) {
        return read(self).sqrtAndRemainder();
    }

    @StandsFor(BigInteger.class)
    public static BigInteger[] divideAndRemainder(BigInteger self, BigInteger other) {
        return read(self).divideAndRemainder(read(other));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger setBit(BigInteger self, int bit) {
        checkBits(bit);
        return checked(self.setBit(bit));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger flipBit(BigInteger self, int bit) {
        checkBits(bit);
        return checked(self.flipBit(bit));
    }

    @StandsFor(BigInteger.class)
    public static BigInteger clearBit(BigInteger self, int bit) {
        checkBits(bit);
        return checked(self.clearBit(bit));
    }
}
