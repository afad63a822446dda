package dev.understudy.bench.fuzz.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verifier against classes that no compiler would write, with a fixed seed; the fuzzer goes on from there. */
final class ClassTrialsTest {
    private static final ClassTrials TRIALS = new ClassTrials(Sandbox.on(ClassTrialsTest.class.getClassLoader()));

    /**
     * What the verifier lets through and better would not; neither an author's text nor the compiler leads there. Take
     * out what is closed.
     */
    private static final Pattern OPEN = Pattern.compile(
            "verifier: .*the verifier fails with java.lang.(?:NullPointer|StringIndex"
                    + "OutOfBounds|IllegalArgument)Exception.*|class: interface for .*|state: (?:switch table|constants) that keep.*");

    private static List<String> traces(long number, Map<String, Integer> endings) {
        List<String> traces = new ArrayList<>();
        TRIALS.run(
                20_260_223,
                number,
                ending -> endings.merge(ending, 1, Integer::sum),
                (oracle, text) -> traces.add(oracle + ": " + text));
        traces.removeIf(OPEN.asMatchPredicate());
        return traces;
    }

    @Test
    void whatWasWrittenOneByOneIsRefusedOrHarmless() {
        Map<String, Integer> endings = new HashMap<>();
        assertThat(traces(0, endings)).isEmpty();
        assertThat(endings).hasSize(3);
        assertThat(endings.get("class files: refused by the verifier")).isGreaterThan(5_000);
        assertThat(endings.get("class files: loaded")).isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomOnesAreRefusedOrHarmless(long number) {
        assertThat(traces(number, new HashMap<>())).isEmpty();
    }
}
