package dev.understudy.engine.java;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jdt.core.compiler.CharOperation;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFileReader;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFormatException;
import org.eclipse.jdt.internal.compiler.env.INameEnvironment;
import org.eclipse.jdt.internal.compiler.env.NameEnvironmentAnswer;
import org.jspecify.annotations.Nullable;

/** Answers the Java compiler's questions for types: the ruleset's own classes first, then the platform's. */
final class TypeLookup implements INameEnvironment {
    private final VisibleTypes visible;
    private final Map<String, byte[]> own;
    private final Set<String> sources;
    private final Set<String> packages = new HashSet<>();

    /**
     * @param visible the platform
     * @param own classes compiled before, by binary name with dots
     * @param sources binary names with slashes of what is being compiled
     */
    TypeLookup(VisibleTypes visible, Map<String, byte[]> own, Set<String> sources) {
        this.visible = visible;
        this.own = own;
        this.sources = sources;
        own.keySet().forEach(name -> addPackages(name.replace('.', '/')));
        sources.forEach(this::addPackages);
    }

    private void addPackages(String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            if (!packages.add(path.substring(0, slash))) {
                return;
            }
        }
    }

    @Override
    public @Nullable NameEnvironmentAnswer findType(char[][] compoundTypeName) {
        return find(new String(CharOperation.concatWith(compoundTypeName, '/')));
    }

    @Override
    public @Nullable NameEnvironmentAnswer findType(char[] typeName, char[][] packageName) {
        return find(new String(CharOperation.concatWith(packageName, typeName, '/')));
    }

    private @Nullable NameEnvironmentAnswer find(String path) {
        if (sources.contains(path)) {
            return null;
        }
        byte[] bytes = own.get(path.replace('/', '.'));
        if (bytes != null) {
            return new NameEnvironmentAnswer(reader(path, bytes), null);
        }
        return visible.find(path)
                .map(reader -> new NameEnvironmentAnswer(reader, null))
                .orElse(null);
    }

    private static ClassFileReader reader(String path, byte[] bytes) {
        try {
            return new ClassFileReader(bytes, (path + ".class").toCharArray(), true);
        } catch (ClassFormatException e) {
            throw new IllegalStateException("A class that was just compiled can't be read: " + path, e);
        }
    }

    @Override
    public boolean isPackage(char[] @Nullable [] parentPackageName, char[] packageName) {
        String path = new String(
                parentPackageName == null
                        ? packageName
                        : CharOperation.concatWith(CharOperation.arrayConcat(parentPackageName, packageName), '/'));
        if (packages.contains(path)) {
            return true;
        }
        // A platform package can't be asked for by name; what is no type and looks like a package is taken for one.
        return Character.isLowerCase(packageName[0])
                && !sources.contains(path)
                && visible.find(path).isEmpty();
    }

    @Override
    public void cleanup() {
        // Nothing is held open.
    }
}
