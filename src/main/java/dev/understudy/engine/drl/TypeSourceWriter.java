package dev.understudy.engine.drl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drools.drl.ast.descr.EnumDeclarationDescr;
import org.drools.drl.ast.descr.EnumLiteralDescr;

/**
 * Writes declared types and functions as Java. Drools would compile and initialise declared types inside its own
 * build; written here they pass through the same compiler and the same checks as everything else.
 */
final class TypeSourceWriter {
    private final DeclaredTypes types;

    TypeSourceWriter(DeclaredTypes types) {
        this.types = types;
    }

    MappedSource write(DeclaredTypes.Type type, RulePackage owner) {
        MappedSource.Writer out = new MappedSource.Writer();
        header(out, owner, type.file(), false);
        if (type.isEnum()) {
            writeEnum(out, type, (EnumDeclarationDescr) type.tree());
        } else {
            writeClass(out, type);
        }
        return out.finish(owner.folder() + "/" + type.simpleName() + ".java");
    }

    MappedSource writeFunctions(RulePackage owner) {
        MappedSource.Writer out = new MappedSource.Writer();
        List<RulePackage.PlacedFunction> functions = owner.functions();
        header(out, owner, functions.getFirst().file(), true);
        out.add("public final class " + RulePackage.FUNCTIONS + " {\n");
        for (RulePackage.PlacedFunction function : functions) {
            DrlFile file = function.file().file();
            int start = function.tree().getStartCharacter();
            String body = function.tree().getBody();
            List<String> parameters = new ArrayList<>();
            for (int i = 0; i < function.tree().getParameterNames().size(); i++) {
                parameters.add(function.tree().getParameterTypes().get(i) + " "
                        + function.tree().getParameterNames().get(i));
            }
            String returns = function.tree().getReturnType();
            out.from(
                    file,
                    start,
                    "public static " + (returns == null || returns.isEmpty() ? "void" : returns) + " "
                            + function.tree().getName() + "(" + String.join(", ", parameters) + ") {\n");
            int bodyAt = file.text().indexOf(body, Math.max(0, start));
            out.verbatim(file, Math.max(bodyAt, start), body).add("\n}\n");
        }
        out.add("}\n");
        return out.finish(owner.folder() + "/" + RulePackage.FUNCTIONS + ".java");
    }

    private static void header(MappedSource.Writer out, RulePackage owner, ParsedDrl file, boolean functions) {
        out.from(file.file(), 0, "package " + owner.name() + ";\n");
        for (ParsedDrl part : owner.files()) {
            part.tree()
                    .getImports()
                    .forEach(each ->
                            out.from(part.file(), each.getStartCharacter(), "import " + each.getTarget() + ";\n"));
        }
        String own = owner.name() + "." + RulePackage.FUNCTIONS + ".*";
        owner.staticImports().stream()
                .filter(target -> functions && !target.equals(own))
                .forEach(target -> out.add("import static " + target + ";\n"));
    }

    private void writeClass(MappedSource.Writer out, DeclaredTypes.Type type) {
        DrlFile file = type.file().file();
        String parent = type.superName().isEmpty() ? "" : " extends " + type.superName();
        out.from(file, type.tree().getStartCharacter(), "public class " + type.simpleName() + parent + " {\n");
        List<DeclaredTypes.Field> all = types.fields(type);
        List<DeclaredTypes.Field> own =
                all.stream().filter(field -> field.owner().equals(type)).toList();
        int position = all.size() - own.size();
        for (DeclaredTypes.Field field : own) {
            String start = field.tree().getInitExpr();
            out.from(
                    file,
                    field.tree().getStartCharacter(),
                    "@org.kie.api.definition.type.Position(" + position++ + ") private " + field.type() + " "
                            + field.name() + (start == null ? "" : " = " + defaultOf(field, start)) + ";\n");
        }
        out.from(file, type.tree().getStartCharacter(), "public " + type.simpleName() + "() {}\n");
        constructor(out, type, all);
        List<DeclaredTypes.Field> keys =
                all.stream().filter(DeclaredTypes.Field::isKey).toList();
        if (!keys.isEmpty() && keys.size() < all.size()) {
            constructor(out, type, keys);
        }
        own.forEach(field -> accessors(out, field));
        identity(out, type, keys);
        text(out, type, all);
        out.add("}\n");
    }

    private static String defaultOf(DeclaredTypes.Field field, String written) {
        String type = field.type();
        boolean decimal = type.equals("BigDecimal") || type.equals("java.math.BigDecimal");
        boolean integer = type.equals("BigInteger") || type.equals("java.math.BigInteger");
        if ((decimal || integer) && Character.isDigit(written.charAt(written.length() - 1))) {
            return "new " + type + "(\"" + written.replace("_", "") + "\")";
        }
        return written;
    }

    private static void constructor(
            MappedSource.Writer out, DeclaredTypes.Type type, List<DeclaredTypes.Field> fields) {
        if (fields.isEmpty()) {
            return;
        }
        List<String> parameters =
                fields.stream().map(field -> field.type() + " " + field.name()).toList();
        out.from(
                type.file().file(),
                type.tree().getStartCharacter(),
                "public " + type.simpleName() + "(" + String.join(", ", parameters) + ") {\n");
        for (DeclaredTypes.Field field : fields) {
            out.add(setter(field) + "(" + field.name() + ");\n");
        }
        out.add("}\n");
    }

    private static void accessors(MappedSource.Writer out, DeclaredTypes.Field field) {
        String getter = (field.type().equals("boolean") ? "is" : "get") + capital(field.name());
        out.from(
                field.owner().file().file(),
                field.tree().getStartCharacter(),
                "public " + field.type() + " " + getter + "() { return this." + field.name() + "; }\n"
                        + "public void " + setter(field) + "(" + field.type() + " " + field.name() + ") { this."
                        + field.name() + " = " + field.name() + "; }\n");
    }

    private static void identity(MappedSource.Writer out, DeclaredTypes.Type type, List<DeclaredTypes.Field> keys) {
        if (keys.isEmpty()) {
            return;
        }
        StringBuilder equals = new StringBuilder("public boolean equals(Object o) {\nif (this == o) return true;\n"
                + "if (o == null || o.getClass() != getClass()) return false;\n" + type.simpleName() + " that = ("
                + type.simpleName() + ") o;\nreturn true");
        StringBuilder hash = new StringBuilder("public int hashCode() {\nint hash = 1;\n");
        for (DeclaredTypes.Field key : keys) {
            String get = (key.type().equals("boolean") ? "is" : "get") + capital(key.name()) + "()";
            equals.append(" && java.util.Objects.equals(")
                    .append(get)
                    .append(", that.")
                    .append(get)
                    .append(')');
            hash.append("hash = 31 * hash + java.util.Objects.hashCode(")
                    .append(get)
                    .append(");\n");
        }
        out.from(type.file().file(), type.tree().getStartCharacter(), equals + ";\n}\n" + hash + "return hash;\n}\n");
    }

    private static void text(MappedSource.Writer out, DeclaredTypes.Type type, List<DeclaredTypes.Field> all) {
        StringBuilder text = new StringBuilder("public String toString() { return \"" + type.simpleName() + "(\"");
        String separator = " ";
        for (DeclaredTypes.Field field : all) {
            String get = (field.type().equals("boolean") ? "is" : "get") + capital(field.name()) + "()";
            text.append(" + \"")
                    .append(separator)
                    .append(field.name())
                    .append("=\" + ")
                    .append(get);
            separator = ", ";
        }
        out.from(type.file().file(), type.tree().getStartCharacter(), text + " + \" )\"; }\n");
    }

    private void writeEnum(MappedSource.Writer out, DeclaredTypes.Type type, EnumDeclarationDescr tree) {
        DrlFile file = type.file().file();
        int at = tree.getStartCharacter();
        out.from(file, at, "public enum " + type.simpleName() + " {\n");
        String separator = "";
        for (EnumLiteralDescr literal : tree.getLiterals()) {
            String arguments = literal.getConstructorArgs().isEmpty()
                    ? ""
                    : "(" + String.join(", ", literal.getConstructorArgs()) + ")";
            out.from(file, at, separator + literal.getName() + arguments);
            separator = ",\n";
        }
        out.add(";\n");
        List<DeclaredTypes.Field> fields = types.fields(type);
        List<String> parameters = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        for (DeclaredTypes.Field field : fields) {
            String get = (field.type().equals("boolean") ? "is" : "get") + capital(field.name());
            out.from(
                    file,
                    field.tree().getStartCharacter(),
                    "private final " + field.type() + " " + field.name() + ";\npublic " + field.type() + " " + get
                            + "() { return this." + field.name() + "; }\n");
            parameters.add(field.type() + " " + field.name());
            body.append("this.")
                    .append(field.name())
                    .append(" = ")
                    .append(field.name())
                    .append(";\n");
        }
        out.from(file, at, type.simpleName() + "(" + String.join(", ", parameters) + ") {\n" + body + "}\n}\n");
    }

    private static String setter(DeclaredTypes.Field field) {
        return "set" + capital(field.name());
    }

    private static String capital(String name) {
        // As the JavaBeans specification has it, and Drools after it: aB keeps its case.
        if (name.length() > 1 && Character.isUpperCase(name.charAt(1))) {
            return name;
        }
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
