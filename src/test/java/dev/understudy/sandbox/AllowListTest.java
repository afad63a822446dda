package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is said of a list that can't be used. */
final class AllowListTest {
    private static final ClassLoader PLATFORM = AllowListTest.class.getClassLoader();
    private static final String ENGINE = "class java.lang.Object\n    *\n";

    @Test
    void aClassThatThisJavaDoesNotHaveStopsTheStart() {
        assertThatThrownBy(() -> Sandbox.of(PLATFORM, "class java.lang.Stringy\n", ENGINE))
                .hasMessageContaining("sandbox/allow.list:1")
                .hasMessageContaining("java.lang.Stringy");
    }

    @Test
    void aMemberThatThisJavaDoesNotHaveStopsTheStart() {
        assertThatThrownBy(() -> Sandbox.of(PLATFORM, "class java.lang.String\n    length size\n", ENGINE))
                .hasMessageContaining("'size' of java.lang.String");
    }

    @Test
    void allMembersAtOnceAreNotOffered() {
        assertThatThrownBy(() -> Sandbox.of(PLATFORM, "class java.lang.String\n    *\n", ENGINE))
                .hasMessageContaining("sandbox/allow.list:2:5");
    }

    @Test
    void whatIsNoEntryIsNamedWithItsPlace() {
        assertThatThrownBy(() -> Sandbox.of(PLATFORM, "classy java.lang.String\n", ENGINE))
                .hasMessageContaining("sandbox/allow.list:1:1");
        assertThatThrownBy(() -> Sandbox.of(PLATFORM, "  length\n", ENGINE)).hasMessageContaining(":1:3");
        assertThatThrownBy(() -> Sandbox.of(PLATFORM, "# nothing\n", ENGINE)).hasMessageContaining("offer nothing");
    }
}
