package dev.understudy.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KNOWN = List.of("title", "owners", "facts", "routingKey");

    @Test
    void aLetterTooManyTooFewWrongOrSwappedIsNear() {
        assertThat(Nearest.of("ownners", KNOWN)).contains("owners");
        assertThat(Nearest.of("owner", KNOWN)).contains("owners");
        assertThat(Nearest.of("facta", KNOWN)).contains("facts");
        assertThat(Nearest.of("tilte", KNOWN)).contains("title");
        assertThat(Nearest.of("ROUTINGKEY", KNOWN)).contains("routingKey");
    }

    @Test
    void somethingElseIsNotNear() {
        assertThat(Nearest.of("colour", KNOWN)).isEmpty();
        assertThat(Nearest.of("", KNOWN)).isEmpty();
        assertThat(Nearest.of("x".repeat(10_000), KNOWN)).isEmpty();
    }
}
