package dev.understudy.identity;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * The one place where endpoints ask for rights. What an endpoint needs is read once, when the service starts, and each
 * endpoint gets a check of its own, which runs before the body is read; an endpoint that says nothing ends the start.
 */
@Provider
public final class RightsGate implements DynamicFeature {
    private static final String RULESET = "ruleset";

    private final Endpoints endpoints;

    RightsGate(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** @throws IllegalStateException when the endpoint doesn't say who may call it */
    @Override
    public void configure(ResourceInfo info, FeatureContext context) {
        Method method = info.getResourceMethod();
        String verb = verb(method);
        if (verb == null) {
            throw new IllegalStateException(method + " is a sub-resource locator, which has no right of its own.");
        }
        Class<?> resource = info.getResourceClass();
        Needs needs = method.getAnnotation(Needs.class);
        boolean open = method.isAnnotationPresent(Open.class);
        boolean empty = needs != null && needs.value().length + needs.further().length == 0;
        if (open == (needs != null) || empty) {
            throw new IllegalStateException(
                    method + " has to say who may call it: by @Needs with a right, or by @Open.");
        }
        String path = path(resource, method);
        List<Right> rights = needs == null ? List.of() : List.of(needs.value());
        List<Needs.Further> further = needs == null ? List.of() : List.of(needs.further());
        endpoints.add(new Endpoints.Endpoint(verb, path, resource, rights, further, open));
        if (needs != null) {
            Scope scope = path.contains("{" + RULESET + "}")
                    ? Scope.PATH
                    : needs.asksForRuleset() ? Scope.SERVICE : Scope.ALL;
            context.register(new Check(needs.value().clone(), scope), Priorities.AUTHORIZATION);
        }
    }

    private static @Nullable String verb(Method method) {
        for (Annotation each : method.getAnnotations()) {
            HttpMethod verb = each.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value();
            }
        }
        return null;
    }

    private static String path(Class<?> resource, Method method) {
        Path above = resource.getAnnotation(Path.class);
        Path below = method.getAnnotation(Path.class);
        return (above == null ? "" : above.value()) + (below == null ? "" : below.value());
    }

    /** Of which rulesets an endpoint is. */
    private enum Scope {
        /** Of the one that its path names. */
        PATH,
        /** The service finds out. */
        SERVICE,
        /** Of all of them. */
        ALL
    }

    /** What one endpoint asks for. */
    private static final class Check implements ContainerRequestFilter {
        private final Right[] rights;
        private final Scope scope;

        Check(Right[] rights, Scope scope) {
            this.rights = rights;
            this.scope = scope;
        }

        @Override
        public void filter(ContainerRequestContext context) {
            Caller caller = CurrentCaller.of(routing(context));
            for (Right right : rights) {
                caller.require(right);
            }
            if (caller.isLimited()) {
                checkRuleset(caller, context);
            }
        }

        private void checkRuleset(Caller caller, ContainerRequestContext context) {
            switch (scope) {
                case PATH -> {
                    String ruleset = context.getUriInfo().getPathParameters().getFirst(RULESET);
                    caller.requireRuleset(ruleset == null ? "" : ruleset);
                }
                case SERVICE -> {
                    // It knows where to look.
                }
                case ALL ->
                    throw new ProblemException(
                            ProblemType.FORBIDDEN,
                            "'" + caller.name() + "' is for some rulesets alone, and this is of all of them.");
            }
        }

        private static RoutingContext routing(ContainerRequestContext context) {
            var request = ((ResteasyReactiveContainerRequestContext) context).getServerRequestContext();
            return ((ResteasyReactiveRequestContext) request).unwrap(RoutingContext.class);
        }
    }
}
