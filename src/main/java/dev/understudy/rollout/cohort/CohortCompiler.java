package dev.understudy.rollout.cohort;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.understudy.rollout.cohort.CohortResult.Fault;
import dev.understudy.ruleset.Nearest;
import dev.understudy.ruleset.SchemaDocument;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles conditions such as {@code facts.Flight[0].distance > 1500 && caller.name == 'app'}, in CEL without loops and
 * regular expressions, checked against the types of one ruleset. Immutable.
 */
public final class CohortCompiler {
    static final String FACTS = "facts";
    static final String CALLER = "caller";

    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 32;
    private static final int MOST_FAULTS = 10;
    private static final Set<String> LOOPS =
            Set.of("all", "exists", "exists_one", "existsOne", "map", "filter", "transformList", "transformMap");
    private static final Pattern UNKNOWN = Pattern.compile("(undeclared reference to|undefined field) '([^']*)'.*");
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .maxParseErrorRecoveryLimit(1)
            .build();
    private static final CelStandardDeclarations FUNCTIONS = CelStandardDeclarations.newBuilder()
            .excludeFunctions(StandardFunction.MATCHES)
            .build();

    private final FactModel model;
    private final CelCompiler compiler;
    private final CelRuntime runtime =
            CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();

    /**
     * For the rules of one ruleset.
     *
     * @param factsIn the types that callers send
     * @param schemas of all its types
     */
    public CohortCompiler(List<String> factsIn, SchemaDocument schemas) {
        model = new FactModel(factsIn, schemas);
        compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(FUNCTIONS)
                .setStandardMacros(CelStandardMacro.HAS)
                .setTypeProvider(model.types())
                .addVar(FACTS, model.facts().type())
                .addVar(CALLER, model.caller())
                .setResultType(SimpleType.BOOL)
                .build();
    }

    /** Compiles a condition, and finds what is wrong with it. */
    public CohortResult compile(String expression) {
        if (expression.isBlank() || expression.length() > LONGEST) {
            return refused(1, 1, "A condition has 1 to " + LONGEST + " characters.");
        }
        try {
            CelValidationResult result = compiler.compile(expression);
            if (result.hasError()) {
                return new CohortResult.Refused(faults(result.getErrors()));
            }
            CelAbstractSyntaxTree ast = result.getAst();
            if (makesObjects(ast)) {
                return refused(1, 1, "Conditions make no objects; compare single fields.");
            }
            return new CohortResult.Compiled(new Cohort(expression, runtime.createProgram(ast), model.facts()));
        } catch (CelValidationException | CelEvaluationException | RuntimeException e) {
            return refused(1, 1, "This is no condition: " + e.getMessage());
        }
    }

    private static CohortResult refused(int line, int column, String message) {
        return new CohortResult.Refused(List.of(new Fault(line, column, message)));
    }

    private static boolean makesObjects(CelAbstractSyntaxTree ast) {
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .anyMatch(node -> node.getKind() == ExprKind.Kind.STRUCT || node.getKind() == ExprKind.Kind.MAP);
    }

    private List<Fault> faults(List<CelIssue> issues) {
        List<Fault> loops = issues.stream()
                .filter(CohortCompiler::isLoop)
                .map(each -> fault(each, "Loops (all, exists, map, filter) can't stand in a condition."))
                .toList();
        return loops.isEmpty()
                ? issues.stream()
                        .limit(MOST_FAULTS)
                        .map(each -> fault(each, message(each.getMessage())))
                        .toList()
                : loops;
    }

    private static boolean isLoop(CelIssue issue) {
        Matcher unknown = UNKNOWN.matcher(issue.getMessage());
        return unknown.matches() && LOOPS.contains(unknown.group(2));
    }

    private String message(String cels) {
        Matcher unknown = UNKNOWN.matcher(cels);
        if (!unknown.matches()) {
            return cels.endsWith(".") ? cels : cels + ".";
        }
        String name = unknown.group(2);
        if (name.equals("matches")) {
            return "Regular expressions can't stand in a condition; there are startsWith, endsWith and contains.";
        }
        return unknown.group(1).equals("undefined field")
                ? "There is no field '" + name + "'" + Nearest.hint(name, model.words())
                : "There is no '" + name + "'" + Nearest.hint(name, model.words())
                        + " Conditions know 'facts' and 'caller'.";
    }

    private static Fault fault(CelIssue issue, String message) {
        CelSourceLocation place = issue.getSourceLocation();
        return new Fault(Math.max(1, place.getLine()), Math.max(1, place.getColumn() + 1), message);
    }
}
