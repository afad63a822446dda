package dev.understudy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.identity.Caller;
import dev.understudy.identity.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may hand on a context. */
class InsidersTest {
    private static final Caller APP = Caller.of("checkout", Set.of(Role.APP), Set.of());
    private static final Caller ANALYST = Caller.of("ann", Set.of(Role.ANALYST), Set.of());

    @Test
    void aRoleLetsItsAccountsIn() {
        Insiders insiders = new Insiders(List.of("role:app"));
        assertThat(insiders.isInside(APP)).isTrue();
        assertThat(insiders.isInside(ANALYST)).isFalse();
    }

    @Test
    void anAccountIsLetInByItsName() {
        Insiders insiders = new Insiders(List.of(" account:Ann ", "account:other"));
        assertThat(insiders.isInside(ANALYST)).isTrue();
        assertThat(insiders.isInside(APP)).isFalse();
    }

    @Test
    void nobodyMayBeInside() {
        assertThat(new Insiders(List.of("nobody")).isInside(APP)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "role:", "role:nobody", "account:", "10.0.0.0/8", "", "role: app"})
    void anythingElseIsRefusedByTheSettingsName(String entry) {
        assertThatThrownBy(() -> new Insiders(List.of(entry)))
                .hasMessageStartingWith("understudy.context.trusted has '" + entry.strip() + "'");
    }
}
