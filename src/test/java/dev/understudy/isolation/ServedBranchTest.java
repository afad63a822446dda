package dev.understudy.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.ruleset.BranchName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which branches an instance serves. */
class ServedBranchTest {
    private static final Optional<String> REMOTE = Optional.of("https://example.org/rules.git");

    @Test
    void allWithoutTheSetting() {
        ServedBranch served = new ServedBranch(Optional.empty(), Optional.empty());
        assertThat(served.only()).isNull();
        assertThat(served.isInControl()).isTrue();
    }

    @Test
    void aDraftAloneIsNotInControl() {
        ServedBranch served = new ServedBranch(Optional.of(" feature/x "), REMOTE);
        assertThat(served.only()).isEqualTo(new BranchName("feature/x"));
        assertThat(served.isInControl()).isFalse();
    }

    @Test
    void mainAloneIsInControlAndMayBeHosted() {
        assertThat(new ServedBranch(Optional.of("main"), Optional.empty()).isInControl())
                .isTrue();
    }

    @Test
    void aDraftHasToBeFetchedFromSomewhere() {
        assertThatThrownBy(() -> new ServedBranch(Optional.of("feature/x"), Optional.empty()))
                .hasMessage("understudy.branch.only is 'feature/x', so this instance has to fetch its rules: set"
                        + " understudy.repository.url to a repository that has that branch.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a..b", "refs/heads/main", "a b", "HEAD", "-x", "a\u0000b"})
    void aNameThatGitWouldNotTakeIsRefusedByTheSettingsName(String name) {
        assertThatThrownBy(() -> new ServedBranch(Optional.of(name), REMOTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("understudy.branch.only is '" + name + "'. ");
    }
}
