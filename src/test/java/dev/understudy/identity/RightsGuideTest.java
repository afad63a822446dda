package dev.understudy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide shows the table of rights as the code has it. */
class RightsGuideTest {
    private static final Path GUIDE = Path.of("docs", "guide", "operator.md");

    private static String table() {
        String head = "| right | allows | "
                + Arrays.stream(Role.values()).map(role -> "`" + role + "`").collect(Collectors.joining(" | "))
                + " |\n|---|---|" + ":-:|".repeat(Role.values().length) + "\n";
        return Arrays.stream(Right.values()).map(RightsGuideTest::line).collect(Collectors.joining("\n", head, "\n"));
    }

    private static String line(Right right) {
        return "| `" + right.text() + "` | " + right.meaning() + " | "
                + Arrays.stream(Role.values())
                        .map(role -> right.givenBy(Set.of(role)) ? "yes" : "–")
                        .collect(Collectors.joining(" | "))
                + " |";
    }

    @Test
    void theGuideHasTheTable() throws IOException {
        assertThat(Files.readString(GUIDE)).contains(table());
    }
}
