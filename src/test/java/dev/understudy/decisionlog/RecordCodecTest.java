package dev.understudy.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.ruleset.Decision;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    private static LoggedDecision decode(byte[] record) throws UnreadableRecordException {
        return RecordCodec.decode(ByteBuffer.wrap(record));
    }

    private static void assertComesBack(LoggedDecision decision) throws UnreadableRecordException {
        LoggedDecision back = decode(RecordCodec.encode(decision));
        // Compared recursively, each byte of them would become several objects.
        assertThat(Arrays.equals(back.body(), decision.body())).isTrue();
        assertThat(Arrays.equals(back.outcome(), decision.outcome())).isTrue();
        assertThat(back)
                .usingRecursiveComparison(RecursiveComparisonConfiguration.builder()
                        .withStrictTypeChecking(true)
                        .withIgnoredFields("body", "outcome")
                        .build())
                .isEqualTo(decision);
    }

    @Test
    void whatWasEncodedComesBack() throws UnreadableRecordException {
        assertComesBack(Decisions.any());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "k", "é", "日本", "a😀b", "\u0000", "\t\"\\", "\u07ff\u0800\uffff"})
    void textsComeBack(@Nullable String text) throws UnreadableRecordException {
        assertComesBack(Decisions.withRoutingKey(text));
    }

    @Test
    void halfOfASurrogatePairIsReplaced() throws UnreadableRecordException {
        assertThat(decode(RecordCodec.encode(Decisions.withRoutingKey("a\ud800b\udc00")))
                        .routingKey())
                .isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    void theGreatestValuesComeBack() throws UnreadableRecordException {
        assertComesBack(new LoggedDecision(
                new UUID(
                        Decisions.id(Instant.parse("2199-12-31T23:59:59.999Z")).getMostSignificantBits(),
                        0xbfff_ffff_ffff_ffffL),
                new LoggedDecision.Rules("r".repeat(63), "ü".repeat(200), "c", "", false, "candidate", ""),
                "x".repeat(100_000),
                "y".repeat(128),
                new byte[0],
                new byte[3 << 20],
                List.of(new Decision.FiredRule("", Integer.MAX_VALUE)),
                new LoggedDecision.Use(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE),
                Integer.MAX_VALUE));
    }

    @Test
    void aPartOfABufferIsRead() throws UnreadableRecordException {
        byte[] record = RecordCodec.encode(Decisions.any());
        ByteBuffer journal = ByteBuffer.allocate(record.length + 20);
        journal.position(7).put(record).flip().position(7);

        assertThat(RecordCodec.decode(journal).caller()).isEqualTo("app");
        assertThat(journal.position()).isEqualTo(7);
    }

    @Nested
    class TheWriter {
        private final RecordWriter writer = new RecordWriter();
        private final LoggedDecision decision = Decisions.any();
        private final RulesBlock rules = RulesBlock.of(decision.rules(), decision.keepDays());

        private byte[] written(byte[] body) {
            UUID id = decision.id();
            writer.begin(id.getMostSignificantBits(), id.getLeastSignificantBits(), rules);
            writer.asked(decision.caller(), decision.routingKey(), body, 0, body.length);
            byte[] outcome = decision.outcome();
            byte[] within = new byte[outcome.length + 9];
            System.arraycopy(outcome, 0, within, 4, outcome.length);
            writer.decided(within, 4, outcome.length, decision.firedRules());
            writer.took(
                    decision.use().steps(),
                    decision.use().firings(),
                    decision.use().nanos());
            return Arrays.copyOf(writer.array(), writer.size());
        }

        @Test
        void writesTheSameRecordAgainAndAgain() {
            byte[] whole = RecordCodec.encode(decision);

            assertThat(written(decision.body())).isEqualTo(whole);
            assertThat(written(decision.body())).isEqualTo(whole);
        }

        @Test
        void givesTheRoomOfAGreatRecordBack() {
            assertThat(written(new byte[5 << 20])).hasSizeGreaterThan(5 << 20);
            assertThat(written(decision.body())).isEqualTo(RecordCodec.encode(decision));
            assertThat(writer.array()).hasSizeLessThan(1 << 20);
        }

        @Test
        void refusesAnotherOrder() {
            assertThatThrownBy(writer::array).isInstanceOf(IllegalStateException.class);
            writer.begin(0, 0, rules);
            assertThatThrownBy(() -> writer.decided(new byte[0], 0, 0, List.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in this order");
            assertThatThrownBy(writer::size).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void refusesToKeepADecisionForNoDay() {
            assertThatThrownBy(() -> RulesBlock.of(decision.rules(), 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class OfBytesThatAreNone {
        @ParameterizedTest
        @ValueSource(bytes = {0, 3, 127, -1})
        void anotherVersionIsNamed(byte version) {
            byte[] record = RecordCodec.encode(Decisions.any());
            record[0] = version;

            assertThatThrownBy(() -> decode(record))
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessage("The record is of version " + (version & 0xff) + "; this service reads version 2.");
        }

        @Test
        void everyStartAloneIsRefused() {
            byte[] record = RecordCodec.encode(Decisions.any());
            for (int length = 0; length < record.length; length++) {
                byte[] start = Arrays.copyOf(record, length);
                assertThatThrownBy(() -> decode(start))
                        .as("%d bytes", length)
                        .isInstanceOf(UnreadableRecordException.class);
            }
        }

        @Test
        void moreThanARecordIsRefused() {
            byte[] record = RecordCodec.encode(Decisions.any());

            assertThatThrownBy(() -> decode(Arrays.copyOf(record, record.length + 3)))
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessage("The record goes on for 3 bytes behind its end.");
        }

        @Test
        void anIdThatIsNoneIsRefused() {
            byte[] record = RecordCodec.encode(Decisions.any());
            record[7] = 0x40;

            assertThatThrownBy(() -> decode(record)).hasMessageContaining("no UUID of version 7");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1999-12-31T23:59:59.999Z", "2200-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"})
        void aDayThatNeverWasIsRefused(String moment) {
            assertThatThrownBy(() -> decode(RecordCodec.encode(Decisions.at(Instant.parse(moment)))))
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessageContaining("was made in the year");
        }

        @Test
        void aTextThatIsNoUtf8IsRefused() {
            byte[] record = RecordCodec.encode(Decisions.by("ab"));
            int at = new String(record, StandardCharsets.ISO_8859_1).indexOf("\u0003ab");
            record[at + 1] = (byte) 0xc3;

            assertThatThrownBy(() -> decode(record)).hasMessage("The record holds a text that is no UTF-8.");
        }

        @Test
        void nothingElseIsThrownWhateverTheyAre() {
            Random random = new Random(20260123);
            byte[] record = RecordCodec.encode(Decisions.any());
            for (int i = 0; i < 20_000; i++) {
                byte[] broken = record.clone();
                for (int j = random.nextInt(4); j >= 0; j--) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt();
                }
                assertThatCode(() -> {
                            try {
                                decode(broken);
                            } catch (UnreadableRecordException expected) {
                                assertThat(expected).hasMessageStartingWith("The record");
                            }
                        })
                        .doesNotThrowAnyException();
            }
        }
    }
}
