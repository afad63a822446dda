package dev.understudy.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.Type;

/** Answers whether a class or a member of the platform may be used. Default: no. Thread-safe; answers are kept. */
final class Policy {
    private static final int MOST_KNOWN = 50_000;

    private final Platform platform;
    private final Map<String, List<Entry>> classes = new HashMap<>();
    private final Map<String, List<Entry>> packages = new HashMap<>();
    private final Map<String, Boolean> verdicts = new ConcurrentHashMap<>();

    Policy(Platform platform, List<Entry> entries) {
        this.platform = platform;
        for (Entry entry : entries) {
            Map<String, List<Entry>> index = entry.wholePackage() ? packages : classes;
            index.computeIfAbsent(entry.name(), key -> new ArrayList<>()).add(entry);
        }
    }

    Platform platform() {
        return platform;
    }

    /** The entries that speak of a class, and that code of {@code scope} may use. */
    private List<Entry> entries(String name, Scope scope) {
        List<Entry> found = new ArrayList<>();
        for (Entry each : classes.getOrDefault(name, List.of())) {
            if (scope.sees(each.scope())) {
                found.add(each);
            }
        }
        int slash = name.lastIndexOf('/');
        if (slash > 0) {
            for (Entry each : packages.getOrDefault(name.substring(0, slash), List.of())) {
                if (scope.sees(each.scope())) {
                    found.add(each);
                }
            }
        }
        return found;
    }

    /** Whether a class may be named. */
    boolean seesClass(String name, Scope scope) {
        return !entries(name, scope).isEmpty();
    }

    /** Whether objects of a class never change. */
    boolean isValue(String name) {
        return entries(name, Scope.CODE).stream().anyMatch(Entry::value);
    }

    /** Whether every class that a type or descriptor speaks of may be named. */
    boolean seesTypes(String descriptor, Scope scope) {
        return namesOf(descriptor).stream().allMatch(name -> seesClass(name, scope));
    }

    /** The classes that a type or descriptor speaks of. */
    static List<String> namesOf(String descriptor) {
        List<String> names = new ArrayList<>();
        for (int i = descriptor.indexOf('L'); i >= 0; ) {
            int end = descriptor.indexOf(';', i);
            names.add(descriptor.substring(i + 1, end));
            i = descriptor.indexOf('L', end);
        }
        return names;
    }

    /** Whether a method may be called. */
    boolean allowsMethod(String owner, String name, String descriptor, Scope scope) {
        if (owner.startsWith("[")) {
            return name.equals("clone") || name.equals("hashCode") || name.equals("equals") || name.equals("toString");
        }
        return known(owner + '.' + name + descriptor + scope, () -> decideMethod(owner, name, descriptor, scope));
    }

    private boolean known(String key, java.util.function.BooleanSupplier question) {
        Boolean before = verdicts.get(key);
        if (before != null) {
            return before;
        }
        boolean answer = question.getAsBoolean();
        if (verdicts.size() < MOST_KNOWN) {
            verdicts.put(key, answer);
        }
        return answer;
    }

    private boolean decideMethod(String owner, String name, String descriptor, Scope scope) {
        if (!seesClass(owner, scope) || !seesTypes(descriptor, scope)) {
            return false;
        }
        if (name.equals("<init>")) {
            return entries(owner, scope).stream().anyMatch(entry -> entry.names(name, descriptor));
        }
        for (ClassShape shape : platform.line(owner)) {
            boolean named = entries(shape.name(), scope).stream().anyMatch(entry -> entry.names(name, descriptor));
            // What a listed class names counts for what extends it, if it is the same member and not a namesake.
            if (named && (shape.name().equals(owner) || declaresInLine(shape.name(), name, descriptor))) {
                return true;
            }
        }
        return false;
    }

    private boolean declaresInLine(String from, String name, String descriptor) {
        return platform.line(from).stream().anyMatch(shape -> shape.declaresMethod(name, descriptor));
    }

    /** Whether a field may be read. */
    boolean allowsField(String owner, String name, String descriptor, Scope scope) {
        return known(
                owner + '#' + name + descriptor + scope,
                () -> seesTypes(descriptor, scope)
                        && seesClass(owner, scope)
                        && platform.line(owner).stream()
                                .filter(shape -> shape.fields().containsKey(name))
                                .findFirst()
                                .map(shape -> entries(shape.name(), scope).stream()
                                                .anyMatch(entry -> entry.names(name, descriptor))
                                        || entries(owner, scope).stream()
                                                .anyMatch(entry -> entry.names(name, descriptor)))
                                .orElse(false));
    }

    /** What is listed and does not exist; nothing when the lists fit this Java. */
    Optional<String> firstMissing() {
        for (List<Entry> entries : classes.values()) {
            for (Entry entry : entries) {
                Optional<String> missing = missing(entry);
                if (missing.isPresent()) {
                    return missing;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> missing(Entry entry) {
        List<ClassShape> line = platform.line(entry.name());
        String named = entry.name().replace('/', '.');
        if (line.isEmpty()) {
            return Optional.of(entry.place() + " lists " + named + ", which this Java does not have.");
        }
        return entry.members().stream()
                .filter(member -> !member.equals("*") && line.stream().noneMatch(shape -> has(shape, member, entry)))
                .findFirst()
                .map(member ->
                        entry.place() + " lists '" + member + "' of " + named + ", which this Java does not have.");
    }

    private static boolean has(ClassShape shape, String member, Entry entry) {
        if (shape.fields().containsKey(member)) {
            return true;
        }
        if (member.startsWith("new") && !shape.name().equals(entry.name())) {
            return false;
        }
        return shape.methods().keySet().stream().anyMatch(method -> {
            int bracket = method.indexOf('(');
            String name = method.startsWith("<init>") ? "new" : method.substring(0, bracket);
            return member.equals(name) || member.equals(name + Entry.parameters(method.substring(bracket)));
        });
    }

    /** Whether a descriptor has an array of more than two dimensions. */
    static boolean tooManyDimensions(String descriptor) {
        return descriptor.contains("[[[");
    }

    /** The class of a type without its array brackets; nothing for a primitive. */
    static Optional<String> element(String descriptor) {
        Type type = Type.getType(descriptor);
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        return element.getSort() == Type.OBJECT ? Optional.of(element.getInternalName()) : Optional.empty();
    }
}
