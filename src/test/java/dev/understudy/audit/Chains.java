package dev.understudy.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Exports as the service writes them. */
final class Chains {
    private Chains() {}

    /** So many lines from the first record on. */
    static List<String> lines(int count) {
        List<String> lines = new ArrayList<>();
        byte[] previous = AuditChain.BEGINNING;
        for (int seq = 1; seq <= count; seq++) {
            AuditEvent event = new AuditEvent(
                    "reviewer",
                    AuditAction.REVIEW_APPROVED,
                    "change-request:" + seq,
                    "flight-compensation",
                    Map.of(),
                    Map.of("comment", "fine, \"hash\":\"…\" größe"));
            String record = AuditLog.json(seq, previous, Instant.parse("2026-03-01T08:00:00Z"), event);
            previous = AuditChain.hash(record);
            lines.add(AuditChain.line(record, previous));
        }
        return lines;
    }
}
