package dev.understudy.replay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private static ReplayRequest read(String json) throws IOException {
        return RequestReader.read(json.getBytes(StandardCharsets.UTF_8), 10_000);
    }

    @Test
    void allThatCanBeAskedForIsRead() throws IOException {
        ReplayRequest request = read("""
                {"ruleset": "flights", "onto": " feature/x ", "filter": {"from": "2026-03-01T00:00:00Z",
                 "effective": true, "outcome": ["Fee", "Fee.amount:250"], "rule": "Short haul"},
                 "sample": {"size": 10, "method": "spread"}}""");

        assertThat(request.ruleset()).isEqualTo("flights");
        assertThat(request.onto()).isEqualTo("feature/x");
        assertThat(request.sample()).isEqualTo(new Sample(Sample.Method.SPREAD, 10));
        assertThat(request.query().ruleset()).isEqualTo("flights");
        assertThat(request.query().effective()).isTrue();
        assertThat(request.query().tags()).containsExactly("type:Fee", "value:Fee.amount=250", "rule:Short haul");
        assertThat(RequestReader.query("flights", request.filter())).isEqualTo(request.query());
    }

    @Test
    void aFilterAndASampleCanBeLeftOut() throws IOException {
        ReplayRequest request = read("{\"ruleset\": \"flights\", \"onto\": \"main\"}");

        assertThat(request.filter()).isEqualTo("{}");
        assertThat(request.sample()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                                    | ''
            7                                                                     | ''
            {"onto": "main"}                                                      | /ruleset
            {"ruleset": 7, "onto": "main"}                                        | /ruleset
            {"ruleset": "No Name", "onto": "main"}                                | /ruleset
            {"ruleset": "a"}                                                      | /onto
            {"ruleset": "a", "onto": " "}                                         | /onto
            {"ruleset": "a", "onto": null}                                        | /onto
            {"ruleset": "a", "onto": "main", "filters": {}}                       | /filters
            {"ruleset": "a", "onto": "main", "a/b~": 1}                           | /a~1b~0
            {"ruleset": "a", "onto": "main", "filter": []}                        | /filter
            {"ruleset": "a", "onto": "main", "filter": null}                      | /filter
            {"ruleset": "a", "onto": "main", "filter": {"ruleset": "b"}}          | /filter/ruleset
            {"ruleset": "a", "onto": "main", "filter": {"rules": "b"}}            | /filter/rules
            {"ruleset": "a", "onto": "main", "filter": {"limit": "3"}}            | /filter/limit
            {"ruleset": "a", "onto": "main", "filter": {"effective": "true"}}     | /filter/effective
            {"ruleset": "a", "onto": "main", "filter": {"from": 7}}               | /filter/from
            {"ruleset": "a", "onto": "main", "filter": {"from": "today"}}         | /filter/from
            {"ruleset": "a", "onto": "main", "filter": {"from": ["today"]}}       | /filter/from
            {"ruleset": "a", "onto": "main", "filter": {"commit": "12"}}          | /filter/commit
            {"ruleset": "a", "onto": "main", "filter": {"branch": "a..b"}}        | /filter/branch
            {"ruleset": "a", "onto": "main", "filter": {"outcome": "a b"}}        | /filter/outcome
            {"ruleset": "a", "onto": "main", "filter": {"rule": ["a", 7]}}        | /filter/rule/1
            {"ruleset": "a", "onto": "main", "sample": 7}                         | /sample
            {"ruleset": "a", "onto": "main", "sample": {}}                        | /sample/size
            {"ruleset": "a", "onto": "main", "sample": {"size": 0}}               | /sample/size
            {"ruleset": "a", "onto": "main", "sample": {"size": 1.5}}             | /sample/size
            {"ruleset": "a", "onto": "main", "sample": {"size": 10001}}           | /sample/size
            {"ruleset": "a", "onto": "main", "sample": {"size": 99999999999}}     | /sample/size
            {"ruleset": "a", "onto": "main", "sample": {"size": 1, "way": ""}}    | /sample/way
            {"ruleset": "a", "onto": "main", "sample": {"size": 1, "method": "all"}} | /sample/method
            """)
    void aFaultNamesItsPlace(String json, String pointer) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(json));

        assertThat(problem.type().status()).isEqualTo(400);
        assertThat(problem.extensions()).isEqualTo(Map.of("pointer", pointer));
        assertThat(problem.detail()).doesNotContain("parameter").matches(".*[.?]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{} {}", "{\"onto\": \"a\", \"onto\": \"b\"}", "{'ruleset': 1}"})
    void whatIsNoJsonIsRefused(String json) {
        assertThat(catchThrowableOfType(IOException.class, () -> read(json))).isNotNull();
    }

    @Test
    void aBodyOfMoreThan64KibIsRefused() {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> read("{\"ruleset\": \"" + "a".repeat(70_000) + "\"}"));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
    }
}
