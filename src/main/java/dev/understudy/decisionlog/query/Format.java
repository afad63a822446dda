package dev.understudy.decisionlog.query;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How decisions are written. */
enum Format {
    /** A page. */
    JSON(MediaType.APPLICATION_JSON),
    /** All of them, one JSON object a line. */
    NDJSON("application/x-ndjson"),
    /** All of them as a table. */
    CSV("text/csv");

    static final String NDJSON_TYPE = "application/x-ndjson";
    static final String CSV_TYPE = "text/csv";

    private final String type;

    Format(String type) {
        this.type = type;
    }

    static Optional<Format> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** What a caller that accepts these, the most wanted first, is given. */
    static Format accepted(List<MediaType> types) {
        for (MediaType each : types) {
            for (Format format : values()) {
                if (each.isCompatible(MediaType.valueOf(format.type))) {
                    return format;
                }
            }
        }
        return JSON;
    }

    String contentType() {
        return this == CSV ? type + ";charset=UTF-8;header=present" : type;
    }
}
