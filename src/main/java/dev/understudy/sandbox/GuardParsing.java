package dev.understudy.sandbox;

import org.jspecify.annotations.NullUnmarked;

/** Numbers of texts: a text may have a million leading zeros. */
@NullUnmarked
@SuppressWarnings({"UnnecessaryBoxedVariable", "BoxingConstructor"})
public final class GuardParsing {
    private GuardParsing() {}

    private static String read(String text) {
        if (text != null) {
            Cost.linear(text.length());
        }
        return text;
    }

    @StandsFor(Byte.class)
    public static byte parseByte(String text) {
        return Byte.parseByte(read(text));
    }

    @StandsFor(Byte.class)
    public static byte parseByte(String text, int radix) {
        return Byte.parseByte(read(text), radix);
    }

    @StandsFor(value = Byte.class, method = "valueOf")
    public static Byte valueByte(String text) {
        return Byte.valueOf(read(text));
    }

    @StandsFor(value = Byte.class, method = "valueOf")
    public static Byte valueByte(String text, int radix) {
        return Byte.valueOf(read(text), radix);
    }

    @StandsFor(value = Byte.class, method = "decode")
    public static Byte decodeByte(String text) {
        return Byte.decode(read(text));
    }

    @StandsFor(Short.class)
    public static short parseShort(String text) {
        return Short.parseShort(read(text));
    }

    @StandsFor(Short.class)
    public static short parseShort(String text, int radix) {
        return Short.parseShort(read(text), radix);
    }

    @StandsFor(value = Short.class, method = "valueOf")
    public static Short valueShort(String text) {
        return Short.valueOf(read(text));
    }

    @StandsFor(value = Short.class, method = "valueOf")
    public static Short valueShort(String text, int radix) {
        return Short.valueOf(read(text), radix);
    }

    @StandsFor(value = Short.class, method = "decode")
    public static Short decodeShort(String text) {
        return Short.decode(read(text));
    }

    @StandsFor(Integer.class)
    public static int parseInt(String text) {
        return Integer.parseInt(read(text));
    }

    @StandsFor(Integer.class)
    public static int parseInt(String text, int radix) {
        return Integer.parseInt(read(text), radix);
    }

    @StandsFor(value = Integer.class, method = "valueOf")
    public static Integer valueInteger(String text) {
        return Integer.valueOf(read(text));
    }

    @StandsFor(value = Integer.class, method = "valueOf")
    public static Integer valueInteger(String text, int radix) {
        return Integer.valueOf(read(text), radix);
    }

    @StandsFor(value = Integer.class, method = "decode")
    public static Integer decodeInteger(String text) {
        return Integer.decode(read(text));
    }

    @StandsFor(Long.class)
    public static long parseLong(String text) {
        return Long.parseLong(read(text));
    }

    @StandsFor(Long.class)
    public static long parseLong(String text, int radix) {
        return Long.parseLong(read(text), radix);
    }

    @StandsFor(value = Long.class, method = "valueOf")
    public static Long valueLong(String text) {
        return Long.valueOf(read(text));
    }

    @StandsFor(value = Long.class, method = "valueOf")
    public static Long valueLong(String text, int radix) {
        return Long.valueOf(read(text), radix);
    }

    @StandsFor(value = Long.class, method = "decode")
    public static Long decodeLong(String text) {
        return Long.decode(read(text));
    }

    @StandsFor(Integer.class)
    public static int parseUnsignedInt(String text) {
        return Integer.parseUnsignedInt(read(text));
    }

    @StandsFor(Integer.class)
    public static int parseUnsignedInt(String text, int radix) {
        return Integer.parseUnsignedInt(read(text), radix);
    }

    @StandsFor(Long.class)
    public static long parseUnsignedLong(String text) {
        return Long.parseUnsignedLong(read(text));
    }

    @StandsFor(Long.class)
    public static long parseUnsignedLong(String text, int radix) {
        return Long.parseUnsignedLong(read(text), radix);
    }

    @StandsFor(Float.class)
    public static float parseFloat(String text) {
        return Float.parseFloat(read(text));
    }

    @StandsFor(value = Float.class, method = "valueOf")
    public static Float valueFloat(String text) {
        return Float.valueOf(read(text));
    }

    @StandsFor(Double.class)
    public static double parseDouble(String text) {
        return Double.parseDouble(read(text));
    }

    @StandsFor(value = Double.class, method = "valueOf")
    public static Double valueDouble(String text) {
        return Double.valueOf(read(text));
    }
}
