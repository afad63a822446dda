package dev.understudy.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonProblemsTest {
    /**
     * A body.
     *
     * @param name any text
     * @param parts any number of them
     */
    record Body(String name, List<Part> parts) {}

    /**
     * A part of it.
     *
     * @param size a number
     */
    record Part(int size) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"parts": [{"size": 1}, {"size": "x"}]} | /parts/1/size | 'x' is no int.
            {"parts": [{"colour": 1}]}              | /parts/0/colour | There is no member 'colour' here; known are size.
            {"a/b~c": 1}                            | /a~1b~0c | There is no member 'a/b~c' here; known are name, parts.
            {"name": {}}                            | /name | The value here has another type than is wanted, or one is missing.
            {"parts": [{]}                          | /parts/0 | The body is not JSON
            {"name": "x"                            |       | The body is not JSON
            [1]                                     |       | The value here has another type
            """)
    void thePlaceIsAJsonPointer(String body, String pointer, String detail) {
        ProblemDocument problem = problem(body);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail())
                .startsWith(detail)
                .doesNotContain("dev.understudy")
                .doesNotContain("java.");
        assertThat(problem.extensions().get("pointer")).isEqualTo(pointer);
        assertThat(problem.extensions()).containsKeys("line", "column");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 900})
    void aLongValueIsCutOff(int length) {
        ProblemDocument problem = problem("{\"parts\": [{\"size\": \"" + "x".repeat(length) + "\"}]}");
        assertThat(problem.detail()).hasSizeLessThan(200).contains("…");
    }

    private static ProblemDocument problem(String body) {
        try {
            throw new AssertionError(
                    new ObjectMapper().readValue(body, Body.class).toString());
        } catch (JsonProcessingException e) {
            return Problems.of(e, "POST /x");
        }
    }
}
