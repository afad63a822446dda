package dev.understudy.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.engine.facts.Samples.Color;
import dev.understudy.engine.facts.Samples.Flight;
import dev.understudy.engine.facts.Samples.Item;
import dev.understudy.json.Utf8Sink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactCodecTypesTest {
    public static class Odd {
        @Nullable
        Thread thread;

        Object @Nullable [] objects;

        @SuppressWarnings("JavaUtilDate") // What is refused.
        @Nullable
        Date date;

        @Nullable
        Map<Integer, String> byNumber;

        Optional<String> optional = Optional.empty();

        @Nullable
        List<Thread> threads;

        List<String> @Nullable [] lists;

        @Nullable
        Object fine;
    }

    public static class Dated {
        int number;

        @Nullable
        LocalDate day;

        @Nullable
        LocalDateTime moment;

        @Nullable
        Instant instant;

        @Nullable
        OffsetDateTime offset;

        @Nullable
        List<LocalDate> days;
    }

    private static FactCodec codecOf(Class<?> type, String field, Optional<String> format) {
        DeclaredType declared = new DeclaredType(
                type.getSimpleName(),
                type,
                "sample/types.drl",
                3,
                List.of(new DeclaredField(field, false, format, 7, 5)));
        return FactCodec.of(List.of(declared), List.of(declared.name()), List.of(declared.name()));
    }

    @ParameterizedTest
    @CsvSource({
        "thread, java.lang.Thread has no form in JSON",
        "objects, Use List.",
        "date, 'Use java.time.Instant, LocalDate or LocalDateTime.'",
        "byNumber, the keys of a map must be String",
        "optional, has no form in JSON",
        "threads, java.lang.Thread has no form in JSON",
        "lists, has no form in JSON"
    })
    void aFieldWithoutAFormInJsonIsRefusedWithItsPlace(String field, String fragment) {
        UnsupportedFieldException refusal = catchThrowableOfType(
                UnsupportedFieldException.class, () -> codecOf(Odd.class, field, Optional.empty()));

        assertThat(refusal.message()).startsWith("Odd." + field + ": ").contains(fragment);
        assertThat(refusal.type()).isEqualTo("Odd");
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.file()).isEqualTo("sample/types.drl");
        assertThat(refusal.line()).isEqualTo(7);
        assertThat(refusal.column()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "number, yyyy, only a date or a time has a format",
        "day, yyyy/MM, is no use for a LocalDate",
        "day, HH:mm, is no use for a LocalDate",
        "day, yyyy-MM-dd {, is no use for a LocalDate",
        "moment, yyyy-MM-dd, is no use for a LocalDateTime",
        "moment, yyyy-MM-dd hh:mm, is no use for a LocalDateTime",
        "instant, yyyy-MM-dd HH:mm, is no use for a Instant"
    })
    void aFormatThatDoesNotFitIsRefused(String field, String format, String fragment) {
        UnsupportedFieldException refusal = catchThrowableOfType(
                UnsupportedFieldException.class, () -> codecOf(Dated.class, field, Optional.of(format)));

        assertThat(refusal.message()).contains(fragment);
    }

    @ParameterizedTest
    @CsvSource({
        "day, dd.MM.yyyy, 28.02.2001",
        "day, d MMM uuuu, 3 Feb 2001",
        "moment, yyyy/MM/dd hh:mm a, 2001/01/31 03:05 PM",
        "moment, yyyyMMddHHmmss, 20010131030507",
        "instant, yyyy-MM-dd HH:mm XXX, 2001-01-31 03:05 Z",
        "offset, yyyy-MM-dd HH:mm XXX, 2001-01-31 03:05 +02:00"
    })
    void aFormatThatFitsIsReadAndWritten(String field, String format, String text) {
        FactCodec codec = codecOf(Dated.class, field, Optional.of(format));
        String fact = "{\"" + field + "\":\"" + text + "\"}";

        ReadFacts facts = Declared.read(codec, "{\"facts\":{\"Dated\":" + fact + "}}");

        assertThat(Declared.outcome(codec, facts.objects())).isEqualTo("{\"Dated\":[" + fact + "]}");
        assertThat(codec.schemas().componentsJson()).contains(" or " + format + ".");
    }

    @Test
    void aListOfDatesHasTheFormatOfItsField() {
        FactCodec codec = codecOf(Dated.class, "days", Optional.of("dd.MM.yyyy"));
        String body = "{\"facts\":{\"Dated\":{\"days\":[\"28.02.2001\"]}}}";

        assertThat(((Dated) Declared.read(codec, body).objects().getFirst()).days)
                .containsExactly(LocalDate.of(2001, 2, 28));
    }

    @Test
    void anUnsupportedFieldOutOfReachMattersOnlyWhenItIsExplained() {
        FactCodec codec = FactCodec.of(
                List.of(Declared.type(Item.class), Declared.type(Odd.class)), List.of("Item"), List.of("Item"));
        Utf8Sink sink = new Utf8Sink();

        codec.writeFact(new Odd(), sink);

        assertThat(new String(sink.toByteArray(), StandardCharsets.UTF_8))
                .startsWith("{\"type\":\"Odd\",\"fact\":null,\"note\":\"The outcome can't be written: Odd.thread: ");
    }

    @Test
    void namesOfTypesThatAreNotDeclaredAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FactCodec.of(List.of(), List.of("Flight"), List.of()))
                .withMessageContaining("No type Flight is declared");
    }

    @Test
    void typesOfALoaderThatSeesOnlyTheJdkWork() throws ReflectiveOperationException {
        Class<?> item = new Closed().loadClass(Item.class.getName());
        assertThat(item).isNotEqualTo(Item.class);
        FactCodec codec = FactCodec.of(List.of(Declared.type(item)), List.of("Item"), List.of("Item"));
        String fact = "{\"name\":\"a\",\"count\":3}";

        ReadFacts facts = Declared.read(codec, "{\"facts\":{\"Item\":" + fact + "}}");

        assertThat(facts.objects().getFirst()).isInstanceOf(item);
        assertThat(Declared.outcome(codec, facts.objects())).isEqualTo("{\"Item\":[" + fact + "]}");
    }

    @Test
    void schemasNameEachTypeWithinReachOnce() {
        FactCodec codec = FactCodec.of(
                List.of(
                        Declared.type(Flight.class, Map.of("date", "yyyy/MM/dd HH:mm"), "origin"),
                        Declared.type(Item.class),
                        Declared.type(Color.class)),
                List.of("Flight"),
                List.of("Flight"));

        assertThat(codec.schemas().componentsJson())
                .startsWith("{\"Flight\":{\"type\":\"object\",\"properties\":{\"date\":{\"type\":\"string\","
                        + "\"description\":\"A date and time without a zone in the form 2001-01-31T13:05:00 or yyyy/MM/dd"
                        + " HH:mm.\",\"examples\":[\"2004/02/29 23:05\"]},"
                        + "\"delay\":{\"type\":\"integer\",\"format\":\"int32\",\"minimum\":-2147483648,")
                .endsWith(
                        "\"required\":[\"delay\",\"distance\",\"origin\",\"weight\"],\"additionalProperties\":false}}");
    }

    @Test
    void schemasOfNestedTypesAndEnumsAreReferredTo() {
        assertThat(Samples.codec().schemas().componentsJson())
                .contains("\"Color\":{\"type\":\"string\",\"enum\":[\"RED\",\"GREEN\"]}")
                .contains("\"color\":{\"$ref\":\"#/components/schemas/Color\"}")
                .contains("\"items\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/Item\"}}")
                .contains("\"prices\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"number\"}}")
                .contains("\"weekday\":{\"type\":\"string\",\"enum\":[\"MONDAY\",")
                .contains("\"any\":{}")
                .doesNotContain("SpecialItem");
    }

    /** Loads samples anew, and nothing else but the JDK. */
    private static final class Closed extends ClassLoader {
        Closed() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith(Samples.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            String file = "/" + name.replace('.', '/') + ".class";
            try (InputStream in = Samples.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
