package dev.understudy.engine.drl;

import dev.understudy.ruleset.Diagnostic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.drl.ast.descr.AbstractClassTypeDeclarationDescr;
import org.drools.drl.ast.descr.EnumDeclarationDescr;
import org.drools.drl.ast.descr.QualifiedName;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.drools.drl.ast.descr.TypeFieldDescr;

/** The types that a ruleset declares, with all that they inherit. */
public final class DeclaredTypes {
    private static final Set<String> PRIMITIVES =
            Set.of("boolean", "byte", "short", "char", "int", "long", "float", "double");

    private final Map<String, Type> byName = new LinkedHashMap<>();

    /**
     * A type.
     *
     * @param packageName its package
     * @param file where it stands
     * @param tree its syntax tree
     * @param superName binary name of the declared type that it extends; empty when none
     */
    public record Type(String packageName, ParsedDrl file, AbstractClassTypeDeclarationDescr tree, String superName) {
        /** Its simple name. */
        public String simpleName() {
            return tree.getTypeName();
        }

        /** Its binary name. */
        public String name() {
            return packageName + "." + simpleName();
        }

        /** Whether it is an enum. */
        public boolean isEnum() {
            return tree instanceof EnumDeclarationDescr;
        }
    }

    /**
     * A field.
     *
     * @param owner the type that declares it
     * @param tree its syntax tree
     */
    public record Field(Type owner, TypeFieldDescr tree) {
        /** Its name. */
        public String name() {
            return tree.getFieldName();
        }

        /** Its type as written. */
        public String type() {
            return tree.getPattern().getObjectType();
        }

        /** Whether a caller has to send it: a primitive without a default, or one marked {@code @required}. */
        public boolean required() {
            return tree.getAnnotationNames().contains("required")
                    || (PRIMITIVES.contains(type()) && tree.getInitExpr() == null);
        }

        /** Whether it is part of the type's identity. */
        public boolean isKey() {
            return tree.getAnnotationNames().contains("key");
        }

        /** Where its name stands. */
        public Place place() {
            // The parser remembers where the type starts; the name and a colon come before it.
            DrlFile file = owner.file().file();
            int type = Math.max(0, tree.getStartCharacter());
            int name = file.text().lastIndexOf(name(), type - name().length() - 1);
            boolean near = name >= 0
                    && file.text()
                            .substring(name + name().length(), type)
                            .strip()
                            .equals(":");
            return file.place(near ? name : type);
        }
    }

    private DeclaredTypes() {}

    /** Collects the types of all packages; what is wrong with them goes to {@code faults}. */
    public static DeclaredTypes of(List<RulePackage> packages, List<Diagnostic> faults) {
        DeclaredTypes types = new DeclaredTypes();
        Set<String> names = new HashSet<>();
        for (RulePackage each : packages) {
            for (ParsedDrl file : each.files()) {
                file.tree().getTypeDeclarations().forEach(type -> names.add(each.name() + "." + type.getTypeName()));
            }
        }
        for (RulePackage each : packages) {
            for (ParsedDrl file : each.files()) {
                List<AbstractClassTypeDeclarationDescr> trees =
                        new ArrayList<>(file.tree().getEnumDeclarations());
                trees.addAll(file.tree().getTypeDeclarations());
                trees.forEach(tree -> types.add(each, file, tree, names, faults));
            }
        }
        types.byName.values().forEach(type -> types.checkFields(type, faults));
        return types;
    }

    private void add(
            RulePackage owner,
            ParsedDrl file,
            AbstractClassTypeDeclarationDescr tree,
            Set<String> names,
            List<Diagnostic> faults) {
        Type type = new Type(owner.name(), file, tree, superName(owner, tree, names));
        Type before = byName.putIfAbsent(type.name(), type);
        if (before != null) {
            faults.add(file.placeOf(tree)
                    .error("The type '" + type.simpleName() + "' is declared twice; the other one is at "
                            + before.file().placeOf(before.tree()) + "."));
        }
        if (tree instanceof TypeDeclarationDescr plain && plain.isTrait()) {
            faults.add(file.placeOf(tree).error("Traits are not offered; declare a type."));
        }
        if (!tree.getSuperTypes().isEmpty() && type.superName().isEmpty() && !type.isEnum()) {
            faults.add(file.placeOf(tree)
                    .error("'" + type.simpleName() + "' extends '"
                            + tree.getSuperTypes().getFirst().getFullName() + "', which no DRL file declares."));
        }
    }

    private static String superName(RulePackage owner, AbstractClassTypeDeclarationDescr tree, Set<String> names) {
        if (tree instanceof EnumDeclarationDescr || tree.getSuperTypes().isEmpty()) {
            return "";
        }
        QualifiedName written = tree.getSuperTypes().getFirst();
        String simple = written.getName();
        List<String> candidates = new ArrayList<>(List.of(written.getFullName(), owner.name() + "." + simple));
        for (String imported : owner.imports()) {
            if (imported.endsWith("." + simple)) {
                candidates.add(imported);
            } else if (imported.endsWith(".*")) {
                candidates.add(imported.substring(0, imported.length() - 1) + simple);
            }
        }
        return candidates.stream().filter(names::contains).findFirst().orElse("");
    }

    private void checkFields(Type type, List<Diagnostic> faults) {
        Set<String> seen = new HashSet<>();
        Set<String> ancestors = new HashSet<>();
        for (Type at = type; at != null; at = byName.get(at.superName())) {
            if (!ancestors.add(at.name())) {
                faults.add(type.file()
                        .placeOf(type.tree())
                        .error("'" + type.simpleName() + "' extends itself by way of '" + at.simpleName() + "'."));
                return;
            }
        }
        if (type.tree() instanceof EnumDeclarationDescr constants) {
            checkConstants(type, constants, faults);
        }
        for (Field field : fields(type)) {
            if (!seen.add(field.name())) {
                faults.add(field.place()
                        .error("The field '" + field.name() + "' is declared twice in '" + type.simpleName()
                                + "' and what it extends."));
            }
            String start = field.tree().getInitExpr();
            if (start != null && !Literals.isLiteral(start)) {
                faults.add(field.place()
                        .error("The default of '" + field.name() + "' must be a literal: a number, a text, true,"
                                + " false, null, or a constant of an enum."));
            }
        }
    }

    private static void checkConstants(Type type, EnumDeclarationDescr constants, List<Diagnostic> faults) {
        constants.getLiterals().stream()
                .filter(constant -> !constant.getConstructorArgs().stream().allMatch(Literals::isLiteral))
                .forEach(constant -> faults.add(type.file()
                        .placeOf(type.tree())
                        .error("What stands in brackets after '" + constant.getName()
                                + "' must be literals: numbers, texts, true, false, null, or constants of an enum.")));
    }

    /** All types, in the order of their files. */
    public List<Type> all() {
        return List.copyOf(byName.values());
    }

    /** The fields of a type, those that it inherits first. */
    public List<Field> fields(Type type) {
        Deque<Type> line = new ArrayDeque<>();
        for (Type at = type; at != null && !line.contains(at); at = byName.get(at.superName())) {
            line.push(at);
        }
        List<Field> fields = new ArrayList<>();
        for (Type at : line) {
            at.tree().getFields().values().forEach(tree -> fields.add(new Field(at, tree)));
        }
        return fields;
    }
}
