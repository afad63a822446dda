package dev.understudy.engine;

import dev.understudy.engine.drl.DeclaredTypes;
import dev.understudy.engine.facts.DeclaredField;
import dev.understudy.engine.facts.DeclaredType;
import dev.understudy.engine.facts.FactCodec;
import dev.understudy.engine.facts.UnsupportedFieldException;
import dev.understudy.manifest.ManifestResult;
import dev.understudy.manifest.Place;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.AnnotationDescr;

/** Brings together what {@code ruleset.yaml} says of facts and what the DRL declares. */
final class FactTypes {
    private FactTypes() {}

    /** Adds to {@code faults} each name in {@code ruleset.yaml} that no DRL file declares. */
    static void check(String path, ManifestResult.Read read, DeclaredTypes types, List<Diagnostic> faults) {
        Map<String, DeclaredTypes.Type> byName = new LinkedHashMap<>();
        types.all().forEach(type -> byName.put(type.simpleName(), type));
        checkNames(path, read, "/facts/in", read.manifest().factsIn(), byName.keySet(), faults);
        checkNames(path, read, "/facts/out", read.manifest().factsOut(), byName.keySet(), faults);
        List<String> sensitive = read.manifest().sensitive();
        for (int i = 0; i < sensitive.size(); i++) {
            String[] parts = sensitive.get(i).split("\\.", 2);
            DeclaredTypes.Type type = byName.get(parts[0]);
            boolean known = type != null
                    && parts.length == 2
                    && types.fields(type).stream()
                            .anyMatch(field -> field.name().equals(parts[1]));
            if (!known) {
                Place place = read.places().place("/sensitive/" + i);
                faults.add(Diagnostic.error(
                        path,
                        place.line(),
                        place.column(),
                        "'sensitive' names '" + sensitive.get(i) + "', which no DRL file declares."));
            }
        }
    }

    private static void checkNames(
            String path,
            ManifestResult.Read read,
            String pointer,
            List<String> names,
            Set<String> declared,
            List<Diagnostic> faults) {
        for (int i = 0; i < names.size(); i++) {
            if (!declared.contains(names.get(i))) {
                Place place = read.places().place(pointer + "/" + i);
                faults.add(Diagnostic.error(
                        path,
                        place.line(),
                        place.column(),
                        "'" + names.get(i) + "' is declared in no DRL file of this ruleset"
                                + Nearest.hint(names.get(i), declared)));
            }
        }
    }

    /** The classes of all types by their simple names. */
    static Map<String, Class<?>> load(DeclaredTypes types, ClassLoader loader) {
        return types.all().stream()
                .collect(Collectors.toMap(
                        DeclaredTypes.Type::simpleName, type -> load(type, loader), (first, second) -> first));
    }

    private static Class<?> load(DeclaredTypes.Type type, ClassLoader loader) {
        try {
            return loader.loadClass(type.name());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("A declared type was not compiled: " + type.name(), e);
        }
    }

    /** The codec, or nothing and a fault when a field can't be JSON. */
    static Optional<FactCodec> codec(
            ManifestResult.Read read, DeclaredTypes types, Map<String, Class<?>> classes, List<Diagnostic> faults) {
        List<DeclaredType> declared = new ArrayList<>();
        for (DeclaredTypes.Type type : types.all()) {
            Class<?> javaClass = classes.get(type.simpleName());
            if (javaClass == null) {
                continue;
            }
            dev.understudy.engine.drl.Place place = type.file().placeOf(type.tree());
            declared.add(new DeclaredType(
                    type.simpleName(),
                    javaClass,
                    place.file(),
                    place.line(),
                    type.isEnum() ? List.of() : fields(types, type)));
        }
        try {
            return Optional.of(FactCodec.of(
                    declared,
                    read.manifest().factsIn(),
                    read.manifest().factsOut(),
                    read.manifest().sensitive()));
        } catch (UnsupportedFieldException e) {
            faults.add(Diagnostic.error(e.file(), e.line(), e.column(), e.message()));
            return Optional.empty();
        }
    }

    private static List<DeclaredField> fields(DeclaredTypes types, DeclaredTypes.Type type) {
        return types.fields(type).stream()
                .map(field -> new DeclaredField(
                        field.name(),
                        field.required(),
                        format(field),
                        field.place().line(),
                        field.place().column()))
                .toList();
    }

    private static Optional<String> format(DeclaredTypes.Field field) {
        AnnotationDescr annotation = field.tree().getAnnotation("format");
        if (annotation == null || annotation.getSingleValue() == null) {
            return Optional.empty();
        }
        String written = annotation.getSingleValue().toString().strip();
        boolean quoted = written.length() >= 2 && written.startsWith("\"") && written.endsWith("\"");
        return Optional.of(quoted ? written.substring(1, written.length() - 1) : written);
    }
}
