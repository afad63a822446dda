package dev.understudy.sandbox;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The class loader beneath every ruleset: it finds what the lists name, and nothing else. */
final class LinkView extends ClassLoader {
    /** The rule engine reads the names of its accumulate functions from here. */
    private static final String FUNCTIONS = "META-INF/kie.default.properties.conf";

    /** What metered code calls; the verifier lets nobody name these. */
    private static final Set<String> METERING = Stream.concat(Stream.of(Meter.class), Redirects.GUARDS.stream())
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    static {
        registerAsParallelCapable();
    }

    private final Policy policy;

    LinkView(Policy policy) {
        super("rules", null);
        this.policy = policy;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (METERING.contains(name)) {
            return Class.forName(name, false, LinkView.class.getClassLoader());
        }
        if (!policy.seesClass(name.replace('.', '/'), Scope.LINK)) {
            throw new ClassNotFoundException(name);
        }
        return policy.platform().loader().loadClass(name);
    }

    @Override
    public @Nullable URL getResource(String name) {
        return name.equals(FUNCTIONS) ? policy.platform().loader().getResource(name) : null;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws java.io.IOException {
        return name.equals(FUNCTIONS) ? policy.platform().loader().getResources(name) : Collections.emptyEnumeration();
    }
}
