package dev.understudy.engine.facts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.io.IOException;

/**
 * Where Jackson's parsers come from, and what their errors become: Jackson's own sentences quote the body.
 *
 * <p>A parser keeps the names that it has met in a table shared by all parsers of its factory. Where names are only
 * those of declared fields that table soon stands still. Where callers choose names, as keys of maps, it would be
 * copied and filled anew with each call, so the other factory does without; it is a little slower.
 */
final class BodyParsers {
    private static final JsonFactory KNOWN_NAMES = factory().build();
    private static final JsonFactory FREE_NAMES =
            factory().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

    private BodyParsers() {}

    private static JsonFactoryBuilder factory() {
        // Texts, numbers and depth are checked by FactReader, which knows the pointer.
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNameLength(FactLimits.NAME)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxNestingDepth(10 * FactLimits.DEPTH)
                .build();
        return new JsonFactoryBuilder()
                .streamReadConstraints(constraints)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER);
    }

    /** @param freeNames whether a caller may choose names inside the facts */
    static JsonParser open(boolean freeNames, byte[] json, int offset, int length) throws IOException {
        return (freeNames ? FREE_NAMES : KNOWN_NAMES).createParser(json, offset, length);
    }

    /**
     * Has the body be UTF-8.
     *
     * @return whether there are escapes in it
     */
    static boolean requireUtf8(byte[] json, int offset, int length) {
        int found = Utf8Check.look(json, offset, length);
        if (found >= 0) {
            throw invalid("The body is not UTF-8 at byte " + (found - offset + 1) + ".");
        }
        if (length >= 3 && (json[offset] & 0xff) == 0xef && (json[offset + 1] & 0xff) == 0xbb) {
            throw invalid("The body starts with a byte order mark, which JSON has none of. Leave it out.");
        }
        for (int i = 0; i < Math.min(4, length); i++) {
            if (json[offset + i] == 0) {
                throw invalid("The body is not UTF-8 at byte " + (i + 1) + ": it looks like UTF-16 or UTF-32.");
            }
        }
        return found == Utf8Check.ESCAPED;
    }

    private static ProblemException invalid(String sentence) {
        return ProblemException.at(ProblemType.INVALID_REQUEST, "", sentence);
    }

    /** What the caller is told about an error of the parser's. */
    static ProblemException problem(IOException error, FactReader in) {
        String sentence;
        if (error instanceof StreamConstraintsException) {
            sentence = "A name is too long, or the body is nested too deeply: at most " + FactLimits.NAME
                    + " characters and " + FactLimits.DEPTH + " levels are taken.";
        } else if (error instanceof JsonEOFException) {
            sentence = "The body is no JSON: it ends too early" + place(error) + ".";
        } else if (String.valueOf(error.getMessage()).startsWith("Non-standard token")) {
            sentence = "The body is no JSON" + place(error) + ": NaN and Infinity are no numbers there.";
        } else {
            sentence = "The body is no JSON" + place(error) + ".";
        }
        return ProblemException.at(ProblemType.INVALID_REQUEST, in.pointer(), sentence);
    }

    private static String place(IOException error) {
        JsonLocation at = error instanceof JsonProcessingException known ? known.getLocation() : null;
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
