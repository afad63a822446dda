package dev.understudy.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What Jackson says about a body, in our words and with a JSON pointer. */
final class JsonProblems {
    private static final int QUOTED = 120;

    private JsonProblems() {}

    static ProblemDocument of(JacksonException failure) {
        Map<String, Object> place = new LinkedHashMap<>();
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            place.put("pointer", pointer(mapping.getPath()));
        }
        JsonLocation location = failure.getLocation();
        if (location != null && location.getLineNr() > 0) {
            place.put("line", location.getLineNr());
            place.put("column", location.getColumnNr());
        }
        ProblemType type = ProblemType.INVALID_REQUEST;
        return new ProblemDocument(type.uri(), type.title(), type.status(), detail(failure), null, place);
    }

    /** RFC 6901, with {@code ~} and {@code /} escaped. */
    static String pointer(List<Reference> path) {
        StringBuilder pointer = new StringBuilder(40);
        for (Reference step : path) {
            pointer.append('/');
            if (step.getFieldName() == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(step.getFieldName().replace("~", "~0").replace("/", "~1"));
            }
        }
        return pointer.toString();
    }

    private static String detail(JacksonException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                "There is no member '" + shortened(unknown.getPropertyName()) + "' here" + known(unknown) + ".";
            case InvalidFormatException format ->
                "'" + shortened(String.valueOf(format.getValue())) + "' is no "
                        + format.getTargetType().getSimpleName() + ".";
            case JsonMappingException mapping
            when mapping.getCause() instanceof StreamReadException broken -> detail(broken);
            // Jackson's own sentence would name our classes.
            case JsonMappingException mapping -> "The value here has another type than is wanted, or one is missing.";
            default -> "The body is not JSON: " + shortened(failure.getOriginalMessage()) + ".";
        };
    }

    private static String known(UnrecognizedPropertyException unknown) {
        if (unknown.getKnownPropertyIds() == null
                || unknown.getKnownPropertyIds().isEmpty()) {
            return "";
        }
        return unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", ", "; known are ", ""));
    }

    private static String shortened(String text) {
        String oneLine = text.lines().findFirst().orElse("");
        return oneLine.length() <= QUOTED ? oneLine : oneLine.substring(0, QUOTED) + "…";
    }
}
