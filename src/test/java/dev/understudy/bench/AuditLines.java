package dev.understudy.bench;

import dev.understudy.audit.AuditVerifier;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** An export of an audit log, written and checked. */
final class AuditLines {
    private AuditLines() {}

    static void verify(Bed bed, Findings out) throws IOException {
        int records = bed.pick(500_000, 5_000);
        Path file = bed.folder("audit").resolve("audit.ndjson");
        write(file, records);
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            try (InputStream in = Files.newInputStream(file)) {
                AuditVerifier.Result result = new AuditVerifier(in, Map.of()).verify();
                if (result.fault() != null || result.records() != records) {
                    throw new IllegalStateException("The export is said to be " + result);
                }
            }
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        out.raw(Map.of("records", records, "bytes", Files.size(file), "seconds", seconds));
        out.add("audit log checked", records / Statistics.median(seconds), "records/s", Target.atLeast(100_000));
        out.add("audit log checked, first of the JVM", records / seconds.getFirst(), "records/s");
    }

    /** Each line has the hash of the one before, as the service writes them. */
    private static void write(Path file, int records) throws IOException {
        HexFormat hex = HexFormat.of();
        String previous = "0".repeat(64);
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (int seq = 1; seq <= records; seq++) {
                String record = "{\"seq\":" + seq + ",\"previous\":\"" + previous
                        + "\",\"at\":\"2026-03-01T08:00:00Z\",\"actor\":\"reviewer\",\"action\":\"review.approved\","
                        + "\"subject\":\"change-request:" + seq
                        + "\",\"ruleset\":\"flight-compensation\",\"before\":{},"
                        + "\"after\":{\"commit\":\"" + previous.substring(24) + "\",\"verdict\":\"APPROVE\"}}";
                previous = hex.formatHex(sha256(record));
                lines.write(record.substring(0, record.length() - 1) + ",\"hash\":\"" + previous + "\"}\n");
            }
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
