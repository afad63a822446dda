package dev.understudy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RightsGateTest {
    private final Endpoints endpoints = new Endpoints();
    private final RightsGate gate = new RightsGate(endpoints);
    private final AtomicInteger registered = new AtomicInteger();
    private final FeatureContext context = (FeatureContext) Proxy.newProxyInstance(
            RightsGateTest.class.getClassLoader(),
            new Class<?>[] {FeatureContext.class},
            (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("register");
                registered.incrementAndGet();
                return proxy;
            });

    /** Endpoints that say too little, too much, or enough. Made by nobody. */
    interface Things {
        @GET
        String silent();

        @GET
        @Needs
        String empty();

        @GET
        @Needs(Right.READ)
        @Open(because = "Nobody knows.")
        String both();

        @Path("/below")
        @Needs(Right.READ)
        Things locator();

        @GET
        @Path("/things")
        @Open(because = "There is nothing to see.")
        String open();

        @DELETE
        @Path("/things/{id}")
        @Needs(Right.READ)
        String guarded();

        @POST
        @Needs(further = @Needs.Further(right = Right.REVIEW, when = "it is one"))
        String byContent();
    }

    private void configure(String name) throws NoSuchMethodException {
        Method method = Things.class.getDeclaredMethod(name);
        gate.configure(
                new ResourceInfo() {
                    @Override
                    public Method getResourceMethod() {
                        return method;
                    }

                    @Override
                    public Class<?> getResourceClass() {
                        return Things.class;
                    }
                },
                context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "empty", "both", "locator"})
    void anEndpointThatDoesNotSayWhoMayCallItEndsTheStart(String name) {
        assertThatThrownBy(() -> configure(name))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name);
        assertThat(endpoints.all()).isEmpty();
    }

    @Test
    void anOpenOneIsNotChecked() throws Exception {
        configure("open");
        assertThat(registered).hasValue(0);
        assertThat(endpoints.all()).singleElement().satisfies(each -> {
            assertThat(each).hasToString("GET /things");
            assertThat(each.open()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"guarded", "byContent"})
    void allOthersAreChecked(String name) throws Exception {
        configure(name);
        assertThat(registered).hasValue(1);
        assertThat(endpoints.all())
                .singleElement()
                .satisfies(each -> assertThat(each.open()).isFalse());
    }

    @Test
    void anEndpointIsKnownByMethodAndPath() throws Exception {
        configure("guarded");
        configure("guarded");
        assertThat(endpoints.all()).singleElement().satisfies(each -> {
            assertThat(each).hasToString("DELETE /things/{id}");
            assertThat(each.rights()).containsExactly(Right.READ);
        });
    }
}
