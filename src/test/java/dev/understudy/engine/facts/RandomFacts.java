package dev.understudy.engine.facts;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Supplier;

/** JSON of random facts, in the very form in which the codec writes them. */
final class RandomFacts {
    private final Random random;

    RandomFacts(long seed) {
        random = new Random(seed);
    }

    /** One object of {@code Samples.Everything}. */
    String everything() {
        StringJoiner out = new StringJoiner(",", "{", "}");
        out.add("\"aByte\":" + (byte) random.nextInt()).add("\"aShort\":" + (short) random.nextInt());
        out.add("\"anInt\":" + random.nextInt()).add("\"aLong\":" + wholeNumber());
        out.add("\"aFloat\":" + Float.toString(random.nextFloat() * 1e5f)).add("\"aDouble\":" + realNumber());
        out.add("\"aBoolean\":" + random.nextBoolean()).add("\"aChar\":\"" + (char) ('a' + random.nextInt(26)) + "\"");
        maybe(out, "boxedInt", () -> Integer.toString(random.nextInt()));
        maybe(out, "boxedLong", this::wholeNumber);
        maybe(out, "boxedDouble", this::realNumber);
        maybe(out, "text", this::text);
        maybe(out, "decimal", this::decimal);
        maybe(out, "big", () -> new BigInteger(random.nextInt(200), random).toString());
        maybe(out, "day", () -> "\"" + day() + "\"");
        maybe(out, "dayTime", () -> "\"" + day() + "T" + time() + "\"");
        maybe(out, "time", () -> "\"" + time() + "\"");
        maybe(out, "instant", this::instant);
        maybe(out, "offset", () -> "\"" + day() + "T" + time() + "+01:00\"");
        maybe(out, "duration", () -> "\"" + Duration.ofSeconds(random.nextInt(), random.nextInt(1000)) + "\"");
        maybe(out, "period", () -> "\"" + Period.of(random.nextInt(9), random.nextInt(9), random.nextInt(9)) + "\"");
        maybe(out, "id", () -> "\"" + new UUID(random.nextLong(), random.nextLong()) + "\"");
        maybe(out, "color", () -> random.nextBoolean() ? "\"RED\"" : "\"GREEN\"");
        maybe(out, "weekday", () -> "\"" + DayOfWeek.of(1 + random.nextInt(7)) + "\"");
        maybe(out, "item", this::item);
        maybe(out, "items", () -> list(this::item));
        maybe(out, "prices", () -> map(this::decimal));
        maybe(out, "numbers", () -> list(() -> Integer.toString(random.nextInt())));
        maybe(out, "words", () -> list(this::text));
        maybe(out, "any", () -> any(0));
        maybe(out, "anyList", () -> list(() -> any(0)));
        return out.toString();
    }

    private void maybe(StringJoiner out, String name, Supplier<String> value) {
        if (random.nextInt(3) > 0) {
            out.add("\"" + name + "\":" + value.get());
        }
    }

    private String wholeNumber() {
        return Long.toString(random.nextLong() >> random.nextInt(64));
    }

    private String realNumber() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.toString(Double.isFinite(value) ? value : 0.5);
    }

    private String decimal() {
        return new BigDecimal(new BigInteger(random.nextInt(120), random), random.nextInt(12)).toPlainString();
    }

    private String day() {
        return LocalDate.ofEpochDay(random.nextInt(2_000_000) - 700_000L).toString();
    }

    private String time() {
        long nanos = random.nextLong(86_400) * 1_000_000_000;
        return DateTimeFormatter.ISO_LOCAL_TIME.format(
                LocalTime.ofNanoOfDay(random.nextBoolean() ? nanos : nanos + random.nextInt(1_000_000_000)));
    }

    private String instant() {
        Instant value = Instant.ofEpochSecond(random.nextInt(), random.nextBoolean() ? 0 : random.nextInt(1000));
        return "\"" + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value.atOffset(ZoneOffset.UTC)) + "\"";
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(20);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(8)) {
                case 0 -> text.append("\"\\\n\t\b\f\r/<".charAt(random.nextInt(9)));
                case 1 -> text.append((char) (1 + random.nextInt(7)));
                case 2 -> text.append((char) (0x80 + random.nextInt(0x5000)));
                case 3 -> text.appendCodePoint(0x10000 + random.nextInt(0xfffff));
                default -> text.append((char) (' ' + random.nextInt(95)));
            }
        }
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text.toString())) + "\"";
    }

    private String item() {
        return "{\"name\":" + text() + (random.nextBoolean() ? "" : ",\"count\":" + random.nextInt()) + "}";
    }

    private String list(Supplier<String> element) {
        StringJoiner out = new StringJoiner(",", "[", "]");
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            out.add(element.get());
        }
        return out.toString();
    }

    private String map(Supplier<String> value) {
        StringJoiner out = new StringJoiner(",", "{", "}");
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            out.add("\"" + i + text().substring(1) + ":" + value.get());
        }
        return out.toString();
    }

    private String any(int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 7)) {
            case 0 -> wholeNumber();
            case 1 -> random.nextInt(1000) + ".50";
            case 2 -> text();
            case 3 -> Boolean.toString(random.nextBoolean());
            case 4 -> depth == 0 ? "1" : "null";
            case 5 -> list(() -> any(depth + 1));
            default -> map(() -> any(depth + 1));
        };
    }
}
