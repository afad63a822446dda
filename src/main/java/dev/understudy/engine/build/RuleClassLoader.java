package dev.understudy.engine.build;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds the classes of one piece of a ruleset: its types and functions, or one unit of rules. This is the seam at
 * which the sandbox decides what rules may be linked to.
 */
public final class RuleClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> classes;

    /** Never read: it is there to be reachable. */
    @SuppressWarnings("unused")
    private volatile Object piece = "";

    /**
     * @param name for stack traces
     * @param parent the platform for types, the types' loader for rules
     * @param classes by binary name with dots, verified and metered
     */
    public RuleClassLoader(String name, ClassLoader parent, Map<String, byte[]> classes) {
        super(name, parent);
        this.classes = new ConcurrentHashMap<>(classes);
    }

    /**
     * Keeps {@code made} for as long as any class of this loader is in use: a {@link PieceCache} holds pieces weakly,
     * and a ruleset holds classes, not the piece that they came with.
     */
    void hold(Object made) {
        piece = made;
    }

    /**
     * Runs the initial values of all classes that it holds. Otherwise the first decision that needs one would pay for
     * it, and the same facts would not always take the same steps.
     */
    void initialize() throws ClassNotFoundException {
        for (String name : List.copyOf(classes.keySet())) {
            Class.forName(name, true, this);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        // Own classes first: asking the platform for each of them would search every jar, in vain. Nothing can be
        // shadowed by it, since no ruleset may use a package of the platform.
        if (classes.containsKey(name)) {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? super.loadClass(name, resolve) : loaded;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.remove(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
