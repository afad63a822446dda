package dev.understudy.engine.facts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Classes in the shape of those that the engine makes of declared types. */
@SuppressWarnings({"MultiVariableDeclaration", "rawtypes"}) // Wide on purpose; declarations may be without arguments.
final class Samples {
    private Samples() {}

    public static class Flight {
        private @Nullable LocalDateTime date;
        private int delay;
        private int distance;
        private @Nullable String origin;
        private @Nullable String destination;
        private int weight = 7;

        public @Nullable LocalDateTime getDate() {
            return date;
        }

        public void setDate(@Nullable LocalDateTime date) {
            this.date = date;
        }

        public int getDelay() {
            return delay;
        }

        public void setDelay(int delay) {
            this.delay = delay;
        }

        public int getDistance() {
            return distance;
        }

        public void setDistance(int distance) {
            this.distance = distance;
        }

        public @Nullable String getOrigin() {
            return origin;
        }

        public void setOrigin(@Nullable String origin) {
            this.origin = origin;
        }

        public @Nullable String getDestination() {
            return destination;
        }

        public void setDestination(@Nullable String destination) {
            this.destination = destination;
        }

        public int getWeight() {
            return weight;
        }

        public void setWeight(int weight) {
            this.weight = weight;
        }
    }

    public enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "leaf";
            }
        }
    }

    public static class Everything {
        byte aByte;
        short aShort;
        int anInt;
        long aLong;
        float aFloat;
        double aDouble;
        boolean aBoolean;
        char aChar;

        @Nullable
        Integer boxedInt;

        @Nullable
        Long boxedLong;

        @Nullable
        Double boxedDouble;

        @Nullable
        Boolean boxedBoolean;

        @Nullable
        Character boxedChar;

        @Nullable
        String text;

        @Nullable
        BigDecimal decimal;

        @Nullable
        BigInteger big;

        @Nullable
        LocalDate day;

        @Nullable
        LocalDateTime dayTime;

        @Nullable
        LocalTime time;

        @Nullable
        Instant instant;

        @Nullable
        OffsetDateTime offset;

        @Nullable
        ZonedDateTime zoned;

        @Nullable
        Duration duration;

        @Nullable
        Period period;

        @Nullable
        YearMonth month;

        @Nullable
        UUID id;

        @Nullable
        Color color;

        @Nullable
        DayOfWeek weekday;

        @Nullable
        Item item;

        @Nullable
        List<Item> items;

        @Nullable
        Set<String> names;

        @Nullable
        Map<String, BigDecimal> prices;

        int @Nullable [] numbers;
        String @Nullable [] words;

        @Nullable
        List<LocalDate> days;

        @Nullable
        Object any;

        @Nullable
        List anyList;
    }

    public static class Item {
        String name = "";

        @Nullable
        Integer count;
    }

    public static class SpecialItem extends Item {
        @Nullable
        String extra;
    }

    public static class Node {
        @Nullable
        Node left;

        @Nullable
        Node right;

        @Nullable
        Set<Object> bag;

        double value;
    }

    public static class Empty {}

    public static class Wide {
        int a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9;
        int c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9;
        int e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9;
        int g0, g1, g2, g3, g4, g5, g6, g7, g8, g9;
    }

    /** A codec of all these. */
    static FactCodec codec() {
        List<DeclaredType> types = List.of(
                Declared.type(Color.class),
                Declared.type(Item.class, "name"),
                Declared.type(SpecialItem.class, "name"),
                Declared.type(Flight.class, Map.of("date", "yyyy/MM/dd HH:mm"), "origin"),
                Declared.type(Everything.class),
                Declared.type(Node.class),
                Declared.type(Empty.class),
                Declared.type(Wide.class));
        types = types.stream().map(Samples::withOptionals).toList();
        return FactCodec.of(
                types,
                List.of("Flight", "Item", "Everything", "Node", "Empty", "Wide"),
                List.of("Item", "Everything", "Node", "Flight"));
    }

    /** One whose types hold no maps, so that Jackson's table of names is used. */
    static FactCodec codecWithoutFreeNames() {
        List<DeclaredType> types = List.of(
                withOptionals(Declared.type(Item.class, "name")),
                withOptionals(Declared.type(Flight.class, Map.of("date", "yyyy/MM/dd HH:mm"), "origin")),
                Declared.type(Empty.class),
                Declared.type(Wide.class));
        List<String> names = List.of("Flight", "Item", "Empty", "Wide");
        return FactCodec.of(types, names, names);
    }

    /** Only flights and wide types need their primitives; {@code weight} has a default. */
    private static DeclaredType withOptionals(DeclaredType type) {
        boolean strict = "Flight".equals(type.name()) || "Wide".equals(type.name());
        List<DeclaredField> fields = type.fields().stream()
                .map(field -> new DeclaredField(
                        field.name(),
                        field.required() && !"weight".equals(field.name()) && (strict || "name".equals(field.name())),
                        field.format(),
                        field.line(),
                        field.column()))
                .toList();
        return new DeclaredType(type.name(), type.javaClass(), type.file(), type.line(), fields);
    }
}
