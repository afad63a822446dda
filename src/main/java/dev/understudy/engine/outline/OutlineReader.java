package dev.understudy.engine.outline;

import dev.understudy.engine.drl.DeclaredTypes;
import dev.understudy.engine.drl.ParsedDrl;
import dev.understudy.engine.drl.Place;
import dev.understudy.engine.drl.PlacedRule;
import dev.understudy.engine.drl.RulePackage;
import dev.understudy.engine.drl.RuleParts;
import dev.understudy.engine.drl.Token;
import dev.understudy.engine.drl.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.drl.ast.descr.AnnotatedBaseDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.EnumDeclarationDescr;
import org.drools.drl.ast.descr.FunctionDescr;

/** Takes from syntax trees what is compared, before they are compiled, which changes them. */
public final class OutlineReader {
    private OutlineReader() {}

    /** All that packages declare. */
    public static RulesetOutline.Declarations read(List<RulePackage> packages, DeclaredTypes types) {
        List<RuleOutline> rules = new ArrayList<>();
        List<FunctionOutline> functions = new ArrayList<>();
        Map<String, NamedLine> lines = new LinkedHashMap<>();
        for (RulePackage each : packages) {
            each.rules().forEach(rule -> rules.add(rule(each, rule)));
            each.functions().forEach(function -> functions.add(function(each, function)));
            each.files().forEach(file -> lines(file, lines));
        }
        List<TypeOutline> declared =
                types.all().stream().map(type -> type(types, type)).toList();
        return new RulesetOutline.Declarations(rules, declared, functions, List.copyOf(lines.values()));
    }

    private static RuleOutline rule(RulePackage owner, PlacedRule rule) {
        RuleParts parts = RuleParts.of(rule);
        List<String> attributes = RuleParts.attributes(rule);
        Place place = rule.place();
        return new RuleOutline(
                rule.name(),
                owner.name(),
                rule.tree().isQuery(),
                rule.file().file().isTable(),
                rule.tree().hasParent() ? rule.tree().getParentName() : "",
                place,
                rule.text(),
                new RuleOutline.Part(String.join("\n", attributes), attributes, place),
                part(rule, parts, parts.conditions()),
                part(rule, parts, parts.consequence()));
    }

    private static RuleOutline.Part part(PlacedRule rule, RuleParts parts, List<Token> run) {
        int start = Math.max(0, rule.tree().getStartCharacter());
        return new RuleOutline.Part(
                parts.textOf(run),
                run.stream().map(Token::text).toList(),
                run.isEmpty()
                        ? rule.place()
                        : rule.file().file().place(start + run.getFirst().start()));
    }

    private static TypeOutline type(DeclaredTypes types, DeclaredTypes.Type type) {
        List<TypeOutline.Field> fields = types.fields(type).stream()
                .filter(field -> field.owner().equals(type))
                .map(OutlineReader::field)
                .toList();
        List<TypeOutline.Constant> constants = type.tree() instanceof EnumDeclarationDescr tree
                ? tree.getLiterals().stream()
                        .map(each ->
                                new TypeOutline.Constant(each.getName(), String.join(", ", each.getConstructorArgs())))
                        .toList()
                : List.of();
        return new TypeOutline(
                type.simpleName(),
                type.packageName(),
                type.isEnum(),
                type.superName().substring(type.superName().lastIndexOf('.') + 1),
                annotations(type.tree()),
                fields,
                constants,
                type.file().placeOf(type.tree()));
    }

    private static List<String> annotations(AnnotatedBaseDescr tree) {
        return RuleParts.annotations(tree.getAnnotations());
    }

    private static TypeOutline.Field field(DeclaredTypes.Field field) {
        String initial = field.tree().getInitExpr();
        return new TypeOutline.Field(
                field.name(),
                String.join("", Tokens.words(field.type())).replace(",", ", "),
                field.required(),
                annotations(field.tree()),
                initial == null ? "" : initial.strip(),
                field.place());
    }

    private static FunctionOutline function(RulePackage owner, RulePackage.PlacedFunction function) {
        FunctionDescr tree = function.tree();
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < tree.getParameterNames().size(); i++) {
            parameters.add(tree.getParameterTypes().get(i) + " "
                    + tree.getParameterNames().get(i));
        }
        String returns = tree.getReturnType() == null || tree.getReturnType().isEmpty() ? "void" : tree.getReturnType();
        String body = tree.getBody() == null ? "" : tree.getBody();
        return new FunctionOutline(
                tree.getName(),
                owner.name(),
                returns + " " + tree.getName() + "(" + String.join(", ", parameters) + ")",
                body.stripIndent().strip(),
                Tokens.words(body),
                function.file().placeOf(tree));
    }

    private static void lines(ParsedDrl file, Map<String, NamedLine> lines) {
        file.tree().getImports().forEach(each -> add(file, each, "import " + each.getTarget(), lines));
        file.tree().getFunctionImports().forEach(each -> add(file, each, "import function " + each.getTarget(), lines));
        file.tree()
                .getGlobals()
                .forEach(each -> add(file, each, "global " + each.getType() + " " + each.getIdentifier(), lines));
    }

    private static void add(ParsedDrl file, BaseDescr at, String text, Map<String, NamedLine> lines) {
        lines.putIfAbsent(file.packageName() + "\n" + text, new NamedLine(text, file.packageName(), file.placeOf(at)));
    }
}
