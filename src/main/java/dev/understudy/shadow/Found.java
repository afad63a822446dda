package dev.understudy.shadow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.replay.compare.ReplayReport;
import dev.understudy.replay.compare.Tally;
import java.util.List;

/** What was found, as it is kept: as much of it as is shown, since it is written again and again. */
final class Found {
    private static final int MOST_EXAMPLES = 3;
    private static final int MOST_RULES = 200;
    private static final int MOST_REASONS = 20;
    private static final int MOST_SUMS = 50;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Found() {}

    static String write(ReplayReport whole) {
        ReplayReport shown = new ReplayReport(
                whole.unchanged(),
                whole.changed(),
                whole.undecidable(),
                whole.kinds().stream()
                        .map(each -> new ReplayReport.KindOfChange(
                                each.from(), each.to(), each.count(), first(each.examples(), MOST_EXAMPLES)))
                        .toList(),
                first(whole.rules(), MOST_RULES),
                first(whole.sums(), MOST_SUMS),
                first(whole.reasons(), MOST_REASONS),
                whole.sensitiveFields());
        try {
            return JSON.writeValueAsString(shown);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report can always be written.", e);
        }
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(all.size(), most));
    }

    /** What several nodes found, together. */
    static ReplayReport read(List<String> reports) {
        Tally all = new Tally();
        for (String each : reports) {
            try {
                all.add(Tally.of(JSON.readValue(each, ReplayReport.class)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("What is kept of a shadow's report is no report.", e);
            }
        }
        return all.report();
    }
}
