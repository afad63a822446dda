package dev.understudy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a request's baggage is ours. */
class BaggageTest {
    private static Baggage read(String... headers) {
        return Baggage.read(List.of(headers));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",,,",
                "userId=alice,serverNode=DF%2028",
                "Rules.Ctx=a",
                "myrules.ctx=a",
                "rules.ctxx=a",
                "rules.other=%zz",
                "key=rules.ctx",
                "a=b;rules.ctx=c",
                "%zz=broken,=,=b,;"
            })
    void whatOthersPutThereIsNobodysBusiness(String header) {
        assertThat(read(header).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules.ctx=a.b.c|a.b.c",
                "user=alice , rules.ctx = a.b.c ; ttl=1 , other=x|a.b.c",
                "rules.ctx=a%2Eb%2ec|a.b.c",
                "%zz=broken,rules.ctx=a|a"
            })
    void ourEntryIsFoundAmongOthers(String header, String token) {
        assertThat(read(header)).isEqualTo(new Baggage(token, null, null));
    }

    @Test
    void itIsFoundInAnyHeaderOfThatName() {
        assertThat(read("a=b", "rules.journey=j", "c=d,rules.ctx=t")).isEqualTo(new Baggage("t", "j", null));
    }

    @Test
    void theSameEntryTwiceIsOne() {
        assertThat(read("rules.ctx=a,rules.ctx=a", "rules.ctx=a")).isEqualTo(new Baggage("a", null, null));
    }

    @Test
    void twoThatDifferAreAFault() {
        assertThat(read("rules.ctx=a,rules.ctx=b").fault()).isEqualTo("it has two entries rules.ctx that differ");
        assertThat(read("rules.journey=a", "rules.journey=b").fault()).contains("rules.journey");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rules.ctx=%", "rules.ctx=a%2", "rules.ctx=%zz", "rules.ctx=%-1", "rules.ctx=", "rules.ctx"})
    void aBrokenValueIsAFault(String header) {
        assertThat(read(header).fault()).isEqualTo("its entry rules.ctx is empty, or its percent-encoding is wrong");
    }

    @Test
    void moreEntriesThanTheStandardAsksForAreRead() {
        String many =
                IntStream.range(0, 200).mapToObj(i -> "key" + i + "=value").collect(Collectors.joining(","));
        assertThat(read(many).isEmpty()).isTrue();
        assertThat(read(many + ",rules.ctx=a")).isEqualTo(new Baggage("a", null, null));
    }
}
