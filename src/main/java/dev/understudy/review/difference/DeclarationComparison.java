package dev.understudy.review.difference;

import dev.understudy.engine.outline.FunctionOutline;
import dev.understudy.engine.outline.NamedLine;
import dev.understudy.engine.outline.RulesetOutline;
import dev.understudy.engine.outline.TypeOutline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what rules build on: types, functions, imports, globals. */
final class DeclarationComparison {
    private DeclarationComparison() {}

    static DeclarationChanges of(
            RulesetOutline.Declarations base, RulesetOutline.Declarations branch, Matching<TypeOutline> types) {
        return new DeclarationChanges(
                types(types, branch.types()),
                functions(base.functions(), branch.functions()),
                lines(base.lines(), branch.lines()));
    }

    /** A type is known by its name; one under another name by all that it declares. */
    static Matching<TypeOutline> pairs(List<TypeOutline> base, List<TypeOutline> branch) {
        return new Matching<>(base, branch)
                .by(type -> List.of(type.name(), type.packageName()))
                .by(TypeOutline::name)
                .by(type -> type.fields().isEmpty() && type.constants().isEmpty()
                        ? null
                        : List.of(
                                type.isEnum(),
                                type.parent(),
                                type.constants(),
                                type.fields().stream()
                                        .map(field -> field.name() + ":" + field.text())
                                        .toList()));
    }

    private static List<DeclarationChanges.Type> types(Matching<TypeOutline> pairs, List<TypeOutline> branch) {
        List<DeclarationChanges.Type> changes = new ArrayList<>();
        for (int i = 0; i < branch.size(); i++) {
            TypeOutline type = branch.get(i);
            TypeOutline former = pairs.former(i).orElse(null);
            List<DeclarationChanges.Detail> details = former == null ? List.of() : details(former, type);
            List<DeclarationChanges.Member> members = members(former, type);
            String other = former == null || former.name().equals(type.name()) ? null : former.name();
            boolean same = details.isEmpty() && members.isEmpty();
            if (former == null || other != null || !same) {
                Change change = former == null ? Change.ADDED : same ? Change.RENAMED : Change.CHANGED;
                changes.add(new DeclarationChanges.Type(
                        change,
                        type.name(),
                        other,
                        former == null ? null : former.place(),
                        type.place(),
                        details,
                        members));
            }
        }
        pairs.lost()
                .forEach(lost -> changes.add(new DeclarationChanges.Type(
                        Change.REMOVED, lost.name(), null, lost.place(), null, List.of(), members(lost, null))));
        return changes;
    }

    private static List<DeclarationChanges.Detail> details(TypeOutline former, TypeOutline now) {
        List<DeclarationChanges.Detail> details = new ArrayList<>();
        detail("kind", former.isEnum() ? "enum" : "type", now.isEnum() ? "enum" : "type", details);
        detail("package", former.packageName(), now.packageName(), details);
        detail("extends", former.parent(), now.parent(), details);
        detail("annotations", String.join(" ", former.annotations()), String.join(" ", now.annotations()), details);
        List<String> then = names(former);
        List<String> here = names(now);
        List<String> common = then.stream().filter(here::contains).toList();
        // What rules give a constructor, and in which order callers read fields, goes by it.
        detail(
                former.isEnum() ? "order of constants" : "order of fields",
                String.join(", ", common),
                String.join(", ", here.stream().filter(then::contains).toList()),
                details);
        return details;
    }

    private static void detail(String what, String then, String now, List<DeclarationChanges.Detail> details) {
        if (!then.equals(now)) {
            details.add(new DeclarationChanges.Detail(what, then, now));
        }
    }

    private static List<String> names(TypeOutline type) {
        return type.isEnum()
                ? type.constants().stream().map(TypeOutline.Constant::name).toList()
                : type.fields().stream().map(TypeOutline.Field::name).toList();
    }

    private static List<DeclarationChanges.Member> members(@Nullable TypeOutline former, @Nullable TypeOutline now) {
        List<TypeOutline.Field> then = former == null ? List.of() : former.fields();
        List<TypeOutline.Field> here = now == null ? List.of() : now.fields();
        Matching<TypeOutline.Field> fields = new Matching<>(then, here).by(TypeOutline.Field::name);
        List<DeclarationChanges.Member> members = new ArrayList<>();
        for (int i = 0; i < here.size(); i++) {
            TypeOutline.Field field = here.get(i);
            TypeOutline.Field before = fields.former(i).orElse(null);
            if (before == null || !before.text().equals(field.text())) {
                members.add(new DeclarationChanges.Member(
                        before == null ? Change.ADDED : Change.CHANGED,
                        field.name(),
                        before == null ? null : before.text(),
                        field.text(),
                        before == null ? null : before.place(),
                        field.place()));
            }
        }
        fields.lost()
                .forEach(lost -> members.add(new DeclarationChanges.Member(
                        Change.REMOVED, lost.name(), lost.text(), null, lost.place(), null)));
        constants(former, now, members);
        return members;
    }

    private static void constants(
            @Nullable TypeOutline former, @Nullable TypeOutline now, List<DeclarationChanges.Member> members) {
        List<TypeOutline.Constant> then = former == null ? List.of() : former.constants();
        List<TypeOutline.Constant> here = now == null ? List.of() : now.constants();
        Matching<TypeOutline.Constant> constants = new Matching<>(then, here).by(TypeOutline.Constant::name);
        for (int i = 0; i < here.size(); i++) {
            TypeOutline.Constant constant = here.get(i);
            TypeOutline.Constant before = constants.former(i).orElse(null);
            if (before == null || !before.equals(constant)) {
                members.add(new DeclarationChanges.Member(
                        before == null ? Change.ADDED : Change.CHANGED,
                        constant.name(),
                        before == null ? null : before.arguments(),
                        constant.arguments(),
                        former == null ? null : former.place(),
                        now == null ? null : now.place()));
            }
        }
        constants
                .lost()
                .forEach(lost -> members.add(new DeclarationChanges.Member(
                        Change.REMOVED,
                        lost.name(),
                        lost.arguments(),
                        null,
                        former == null ? null : former.place(),
                        null)));
    }

    private static List<DeclarationChanges.Function> functions(
            List<FunctionOutline> base, List<FunctionOutline> branch) {
        Matching<FunctionOutline> pairs = new Matching<>(base, branch)
                .by(each -> List.of(each.packageName(), each.signature()))
                .by(each -> List.of(each.packageName(), each.name()))
                .by(FunctionOutline::name);
        List<DeclarationChanges.Function> changes = new ArrayList<>();
        for (int i = 0; i < branch.size(); i++) {
            FunctionOutline function = branch.get(i);
            FunctionOutline former = pairs.former(i).orElse(null);
            boolean same = former != null
                    && former.signature().equals(function.signature())
                    && former.packageName().equals(function.packageName())
                    && former.words().equals(function.words());
            if (!same) {
                changes.add(new DeclarationChanges.Function(
                        former == null ? Change.ADDED : Change.CHANGED,
                        function.name(),
                        former == null ? null : text(former),
                        text(function),
                        former == null ? null : former.place(),
                        function.place()));
            }
        }
        pairs.lost()
                .forEach(lost -> changes.add(new DeclarationChanges.Function(
                        Change.REMOVED, lost.name(), text(lost), null, lost.place(), null)));
        return changes;
    }

    private static String text(FunctionOutline function) {
        return function.signature() + " {\n" + function.body().indent(4) + "}";
    }

    private static List<DeclarationChanges.Line> lines(List<NamedLine> base, List<NamedLine> branch) {
        Matching<NamedLine> pairs = new Matching<>(base, branch).by(each -> List.of(each.packageName(), each.text()));
        List<DeclarationChanges.Line> changes = new ArrayList<>();
        for (int i = 0; i < branch.size(); i++) {
            if (pairs.former(i).isEmpty()) {
                NamedLine line = branch.get(i);
                changes.add(new DeclarationChanges.Line(Change.ADDED, line.text(), line.place()));
            }
        }
        pairs.lost()
                .forEach(lost -> changes.add(new DeclarationChanges.Line(Change.REMOVED, lost.text(), lost.place())));
        return changes;
    }
}
