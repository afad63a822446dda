package dev.understudy.sandbox;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.NullUnmarked;

/**
 * Decimal numbers of at most {@value #MOST_DIGITS} digits, and scales between -{@value #MOST_SCALE} and
 * {@value #MOST_SCALE}. What goes beyond is an {@link ArithmeticException}. All that make a number are here, so that
 * what is given to one is small.
 */
@NullUnmarked
@SuppressWarnings("BigDecimalLiteralDouble")
public final class GuardDecimals {
    static final int MOST_DIGITS = 10_000;
    /** The smallest double has a scale of 1074. */
    static final int MOST_SCALE = 1100;

    private static final int FEW_DIGITS = 64;

    private GuardDecimals() {}

    private static BigDecimal checked(BigDecimal result) {
        checkScale(result.scale());
        int digits = result.precision();
        if (digits > FEW_DIGITS) {
            checkDigits(digits);
            Cost.steps((long) digits * digits >> 10);
        }
        return result;
    }

    static void checkScale(long scale) {
        if (scale > MOST_SCALE || scale < -MOST_SCALE) {
            throw new ArithmeticException("A decimal number has a scale of at most " + MOST_SCALE + " and at least -"
                    + MOST_SCALE + "; this one would have " + scale + ".");
        }
    }

    static void checkDigits(long digits) {
        if (digits > MOST_DIGITS) {
            throw new ArithmeticException(
                    "A number has at most " + MOST_DIGITS + " digits; this one would have " + digits + ".");
        }
    }

    static BigDecimal read(BigDecimal self) {
        int digits = self.precision();
        if (digits > FEW_DIGITS) {
            Cost.steps((long) digits * digits >> 10);
        }
        return self;
    }

    private static MathContext checked(MathContext context) {
        checkDigits(context.getPrecision());
        return context;
    }

    @StandsFor(value = MathContext.class, method = "new")
    public static MathContext newContext(int precision) {
        return checked(new MathContext(precision));
    }

    @StandsFor(value = MathContext.class, method = "new")
    public static MathContext newContext(int precision, RoundingMode rounding) {
        return checked(new MathContext(precision, rounding));
    }

    @StandsFor(value = MathContext.class, method = "new")
    public static MathContext newContext(String text) {
        Cost.linear(text.length());
        return checked(new MathContext(text));
    }

    @StandsFor(value = BigDecimal.class, method = "new")
    public static BigDecimal decimal(String text) {
        checkText(text.length());
        return checked(new BigDecimal(text));
    }

    @StandsFor(value = BigDecimal.class, method = "new")
    public static BigDecimal decimal(String text, MathContext context) {
        checkText(text.length());
        return checked(new BigDecimal(text, context));
    }

    @StandsFor(value = BigDecimal.class, method = "new")
    public static BigDecimal decimal(char[] text) {
        checkText(text.length);
        return checked(new BigDecimal(text));
    }

    @StandsFor(value = BigDecimal.class, method = "new")
    public static BigDecimal decimal(char[] text, MathContext context) {
        checkText(text.length);
        return checked(new BigDecimal(text, context));
    }

    @StandsFor(value = BigDecimal.class, method = "new")
    public static BigDecimal decimal(char[] text, int offset, int length) {
        checkText(length);
        return checked(new BigDecimal(text, offset, length));
    }

    @StandsFor(value = BigDecimal.class, method = "new")
    public static BigDecimal decimal(char[] text, int offset, int length, MathContext context) {
        checkText(length);
        return checked(new BigDecimal(text, offset, length, context));
    }

    /** A text may be longer than the digits that are left of it, but not without limit. */
    static void checkText(int length) {
        if (length > FEW_DIGITS) {
            checkDigits(length / 2);
            Cost.steps((long) length * length >> 10);
        }
    }

    @StandsFor(value = BigDecimal.class, method = "new")
    public static BigDecimal decimal(BigInteger unscaled, int scale) {
        return checked(new BigDecimal(unscaled, scale));
    }

    @StandsFor(value = BigDecimal.class, method = "new")
    public static BigDecimal decimal(BigInteger unscaled, int scale, MathContext context) {
        return checked(new BigDecimal(unscaled, scale, context));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal valueOf(long unscaled, int scale) {
        return checked(BigDecimal.valueOf(unscaled, scale));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal setScale(BigDecimal self, int scale) {
        checkScale(scale);
        return checked(self.setScale(scale));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal setScale(BigDecimal self, int scale, RoundingMode rounding) {
        checkScale(scale);
        return checked(self.setScale(scale, rounding));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal pow(BigDecimal self, int exponent) {
        checkScale(Cost.times(Math.abs(self.scale()), Math.abs((long) exponent)));
        // The number of digits of a power of a number with one digit more than needed.
        checkDigits(Cost.times(Math.max(0, self.unscaledValue().bitLength() - 1L), Math.abs((long) exponent)) * 3 / 10);
        return checked(self.pow(exponent));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal pow(BigDecimal self, int exponent, MathContext context) {
        if (context.getPrecision() == 0) {
            return pow(self, exponent);
        }
        long digits = context.getPrecision() + 10L;
        Cost.steps(32 * (digits * digits >> 10));
        return checked(read(self).pow(exponent, context));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal divide(BigDecimal self, BigDecimal other, int scale, RoundingMode rounding) {
        checkScale(scale);
        return checked(read(self).divide(read(other), scale, rounding));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal movePointLeft(BigDecimal self, int places) {
        checkScale(self.scale() + (long) places);
        return checked(self.movePointLeft(places));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal movePointRight(BigDecimal self, int places) {
        checkScale(self.scale() - (long) places);
        return checked(self.movePointRight(places));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal scaleByPowerOfTen(BigDecimal self, int power) {
        checkScale(self.scale() - (long) power);
        return checked(self.scaleByPowerOfTen(power));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal sqrt(BigDecimal self, MathContext context) {
        long digits = Math.max(context.getPrecision(), self.precision()) + 10L;
        Cost.steps(8 * (digits * digits >> 10));
        return checked(self.sqrt(context));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal add(BigDecimal self, BigDecimal other) {
        return checked(self.add(other));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal add(BigDecimal self, BigDecimal other, MathContext context) {
        return checked(self.add(other, context));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal subtract(BigDecimal self, BigDecimal other) {
        return checked(self.subtract(other));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal subtract(BigDecimal self, BigDecimal other, MathContext context) {
        return checked(self.subtract(other, context));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal multiply(BigDecimal self, BigDecimal other) {
        return checked(self.multiply(other));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal multiply(BigDecimal self, BigDecimal other, MathContext context) {
        return checked(self.multiply(other, context));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal divide(BigDecimal self, BigDecimal other) {
        return checked(read(self).divide(read(other)));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal divide(BigDecimal self, BigDecimal other, MathContext context) {
        return checked(read(self).divide(read(other), context));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal divideToIntegralValue(BigDecimal self, BigDecimal other) {
        return checked(read(self).divideToIntegralValue(read(other)));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal divideToIntegralValue(BigDecimal self, BigDecimal other, MathContext context) {
        return checked(read(self).divideToIntegralValue(read(other), context));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal remainder(BigDecimal self, BigDecimal other) {
        return checked(read(self).remainder(read(other)));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal remainder(BigDecimal self, BigDecimal other, MathContext context) {
        return checked(read(self).remainder(read(other), context));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal divide(BigDecimal self, BigDecimal other, RoundingMode rounding) {
        return checked(read(self).divide(read(other), rounding));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal[] divideAndRemainder(BigDecimal self, BigDecimal other) {
        return read(self).divideAndRemainder(read(other));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal[] divideAndRemainder(BigDecimal self, BigDecimal other, MathContext context) {
        return read(self).divideAndRemainder(read(other), context);
    }

    @StandsFor(BigDecimal.class)
    public static int compareTo(BigDecimal self, BigDecimal other) {
        return read(self).compareTo(read(other));
    }

    @StandsFor(BigDecimal.class)
    public static String toPlainString(BigDecimal self) {
        return read(self).toPlainString();
    }

    @StandsFor(BigDecimal.class)
    public static String toEngineeringString(BigDecimal self) {
        return read(self).toEngineeringString();
    }

    @StandsFor(BigDecimal.class)
    public static BigInteger toBigInteger(BigDecimal self) {
        return read(self).toBigInteger();
    }

    @StandsFor(BigDecimal.class)
    public static BigInteger toBigIntegerExact(BigDecimal self) {
        return read(self).toBigIntegerExact();
    }

    @StandsFor(BigDecimal.class)
    public static double doubleValue(BigDecimal self) {
        return read(self).doubleValue();
    }

    @StandsFor(BigDecimal.class)
    public static float floatValue(BigDecimal self) {
        return read(self).floatValue();
    }

    @StandsFor(BigDecimal.class)
    public static int intValue(BigDecimal self) {
        return read(self).intValue();
    }

    @StandsFor(BigDecimal.class)
    public static long longValue(BigDecimal self) {
        return read(self).longValue();
    }

    @StandsFor(BigDecimal.class)
    public static long longValueExact(BigDecimal self) {
        return read(self).longValueExact();
    }

    @StandsFor(BigDecimal.class)
    public static int intValueExact(BigDecimal self) {
        return read(self).intValueExact();
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal stripTrailingZeros(BigDecimal self) {
        return checked(read(self).stripTrailingZeros());
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal setScale(BigDecimal self, int scale, int rounding) {
        return setScale(self, scale, RoundingMode.valueOf(rounding));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal divide(BigDecimal self, BigDecimal other, int scale, int rounding) {
        return divide(self, other, scale, RoundingMode.valueOf(rounding));
    }

    @StandsFor(BigDecimal.class)
    public static BigDecimal divide(BigDecimal self, BigDecimal other, int rounding) {
        return divide(self, other, RoundingMode.valueOf(rounding));
    }
}
