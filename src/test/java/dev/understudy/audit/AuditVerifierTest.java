package dev.understudy.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditVerifierTest {
    private static final List<String> LINES = Chains.lines(1_000);

    private static AuditVerifier.Result verify(List<String> lines, Map<Long, String> heads) throws IOException {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return new AuditVerifier(new ByteArrayInputStream(text), heads).verify();
    }

    private static AuditVerifier.Result verify(List<String> lines) throws IOException {
        return verify(lines, Map.of());
    }

    private static String hash(int seq) {
        String line = LINES.get(seq - 1);
        return line.substring(line.length() - 66, line.length() - 2);
    }

    @Test
    void aWholeExportIsFine() throws IOException {
        AuditVerifier.Result result = verify(LINES);
        assertThat(result.fault()).isNull();
        assertThat(result.records()).isEqualTo(1_000);
        assertThat(result.head()).isEqualTo(hash(1_000));
    }

    @Test
    void aPartOfItIsFineToo() throws IOException {
        AuditVerifier.Result result = verify(LINES.subList(400, 600));
        assertThat(result.fault()).isNull();
        assertThat(result.first()).isEqualTo(401);
        assertThat(result.last()).isEqualTo(600);
    }

    @Test
    void nothingIsNoFault() throws IOException {
        assertThat(new AuditVerifier(new ByteArrayInputStream(new byte[0]), Map.of()).verify())
                .isEqualTo(new AuditVerifier.Result(0, 0, 0, "0".repeat(64), 0, null));
    }

    @Test
    void linesMayEndAsOnWindows() throws IOException {
        assertThat(verify(LINES.stream().map(line -> line + "\r").toList()).fault())
                .isNull();
    }

    /** Not one byte of a record can be another. */
    @Test
    void eachAlteredByteShows() throws IOException {
        String line = LINES.get(1);
        for (int at = 0; at < line.length(); at++) {
            char other = line.charAt(at) == '7' ? '8' : '7';
            List<String> lines = new ArrayList<>(LINES.subList(0, 3));
            lines.set(1, line.substring(0, at) + other + line.substring(at + 1));
            assertThat(verify(lines).fault()).as("byte %s", at).startsWith("Line 2: ");
        }
    }

    @Test
    void aRemovedRecordShows() throws IOException {
        List<String> lines = new ArrayList<>(LINES);
        lines.remove(500);
        assertThat(verify(lines).fault())
                .isEqualTo("Line 501: record 502 follows on record 500; what lay between is missing");
    }

    @Test
    void aRecordThatWasHashedAnewShowsInTheNext() throws IOException {
        List<String> lines = new ArrayList<>(LINES.subList(0, 5));
        String forged = lines.get(2).substring(0, lines.get(2).length() - AuditChain.TAIL_LENGTH) + "}";
        forged = forged.replace("reviewer", "somebody");
        lines.set(2, AuditChain.line(forged, AuditChain.hash(forged)));
        assertThat(verify(lines).fault()).startsWith("Line 4: record 4 does not follow on the record before it");
    }

    @Test
    void aCutEndShowsByWhatWasAnchored() throws IOException {
        assertThat(verify(LINES.subList(0, 900), Map.of(950L, hash(950))).fault())
                .isEqualTo("Line 900: it ends at record 900, but record 950 was anchored");
        AuditVerifier.Result whole = verify(LINES, Map.of(950L, hash(950), 10L, hash(10)));
        assertThat(whole.fault()).isNull();
        assertThat(whole.anchors()).isEqualTo(2);
        assertThat(verify(LINES.subList(20, 1_000), Map.of(950L, hash(950), 10L, hash(10)))
                        .anchors())
                .isEqualTo(1);
    }

    @Test
    void aLogThatWasWrittenAnewShowsByWhatWasAnchored() throws IOException {
        assertThat(verify(LINES, Map.of(7L, hash(8))).fault())
                .isEqualTo("Line 7: record 7 is another one than was anchored: the log was written anew");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "{}",
                "{\"seq\":1}",
                "{\"seq\":0,\"previous\":\"\"}",
                "{\"seq\":99999999999999999999999,\"previous\":\"00\",\"hash\":\"00\"}",
                "{\"seq\":-1,\"previous\":\"00\",\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\"}",
            })
    void whatIsNoRecordIsRefused(String line) throws IOException {
        assertThat(verify(List.of(line)).fault()).isEqualTo("Line 1: this is no record of an audit log");
    }

    @Test
    void aLineMayBeLongerThanTheBuffer() throws IOException {
        AuditEvent event = new AuditEvent(
                "a", AuditAction.CHANGE_OPENED, "s", null, Map.of(), Map.of("text", "x".repeat(300_000)));
        String record = AuditLog.json(1, AuditChain.BEGINNING, java.time.Instant.EPOCH, event);
        assertThat(verify(List.of(AuditChain.line(record, AuditChain.hash(record))))
                        .records())
                .isEqualTo(1);
    }
}
