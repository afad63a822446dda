package dev.understudy.replay.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.replay.compare.ReplayReport;

/** Reports as they are kept: what is read is equal to what was written, to the last digit. */
final class ReportJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ReportJson() {}

    static String write(ReplayReport report) {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report can always be written.", e);
        }
    }

    static ReplayReport read(String json) {
        try {
            return JSON.readValue(json, ReplayReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is kept of a replay's report is no report.", e);
        }
    }
}
