package dev.understudy.engine.drl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void blanksAndCommentsAreNoTokens() {
        assertThat(Tokens.words("Flight( delay>=180 /* minutes */, // so\n origin != null )"))
                .containsExactly("Flight", "(", "delay", ">=", "180", ",", "origin", "!=", "null", ")");
    }

    @Test
    void textsAreOneTokenWhateverIsInThem() {
        assertThat(Tokens.words("a == \"x // \\\" y\" && b == 'it /* s'"))
                .containsExactly("a", "==", "\"x // \\\" y\"", "&&", "b", "==", "'it /* s'");
        assertThat(Tokens.words("x = \"\"\"\n  a \" b\n  \"\"\";"))
                .containsExactly("x", "=", "\"\"\"\n  a \" b\n  \"\"\"", ";");
    }

    @Test
    void numbersAreWhole() {
        assertThat(Tokens.words("1.5B 2e-3 0x1F 10m 3. x.y 1_000L -4"))
                .containsExactly("1.5B", "2e-3", "0x1F", "10m", "3", ".", "x", ".", "y", "1_000L", "-", "4");
    }

    @Test
    void twoTypesMayBeClosedAtOnce() {
        assertThat(Tokens.words("Map<String, List<Item>>"))
                .containsExactly("Map", "<", "String", ",", "List", "<", "Item", ">", ">");
    }

    @Test
    void whatIsLeftOpenEndsWithTheText() {
        assertThat(Tokens.words("a \"b c")).containsExactly("a", "\"b c");
        assertThat(Tokens.words("a /* b c")).containsExactly("a");
        assertThat(Tokens.words("\"")).containsExactly("\"");
        assertThat(Tokens.words("")).isEmpty();
    }
}
