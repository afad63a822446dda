package dev.understudy.engine.drl;

import dev.understudy.ruleset.Diagnostic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.GlobalDescr;

/**
 * What Drools takes and this service refuses, because a decision has to be a function of its facts: clocks, timers,
 * globals, and what Drools compiles into something else than it says.
 */
public final class DrlChecks {
    private static final Pattern PACKAGE = Pattern.compile("[a-z_]\\w*(\\.[a-z_]\\w*)*");
    private static final Set<String> RESERVED_ROOTS =
            Set.of("java", "javax", "jakarta", "jdk", "sun", "com.sun", "org.drools", "org.kie", "dev.understudy");
    /** Fields of these names make Drools fail without a place, or compile a nested path into another one. */
    private static final Set<String> RESERVED_FIELDS =
            Set.of("unit", "when", "then", "not", "and", "or", "package", "import", "modify", "end", "extends", "this");

    private static final Set<String> CLOCKED =
            Set.of("timer", "duration", "calendars", "date-effective", "date-expires");
    private static final Pattern SALIENCE = Pattern.compile("[-+]?\\d{1,9}|\\(.*\\)", Pattern.DOTALL);
    private static final int MOST_RULES = 10_000;
    /** A parser of Java that finds nothing but mistakes in a long text fills the memory with their description. */
    private static final int MOST_CONSEQUENCE = 20_000;

    private DrlChecks() {}

    /** Adds to {@code faults} what is refused in {@code packages}. */
    public static void check(List<RulePackage> packages, DeclaredTypes types, List<Diagnostic> faults) {
        Map<String, PlacedRule> names = new HashMap<>();
        for (RulePackage each : packages) {
            each.files().forEach(file -> checkFile(file, faults));
            for (PlacedRule rule : each.rules()) {
                checkRule(rule, faults);
                PlacedRule before = names.putIfAbsent(rule.name(), rule);
                if (before != null) {
                    faults.add(rule.place()
                            .error("Two rules are called '" + rule.name() + "'; the other one is at " + before.place()
                                    + "."));
                }
            }
        }
        if (names.size() > MOST_RULES) {
            faults.add(packages.getFirst()
                    .files()
                    .getFirst()
                    .file()
                    .error(0, "A ruleset has at most " + MOST_RULES + " rules; this one has " + names.size() + "."));
        }
        for (DeclaredTypes.Type type : types.all()) {
            types.fields(type).stream()
                    .filter(field -> RESERVED_FIELDS.contains(field.name()))
                    .forEach(field -> faults.add(field.place()
                            .error("'" + field.name() + "' is a word of the rule language; give the"
                                    + " field another name.")));
        }
    }

    private static void checkFile(ParsedDrl file, List<Diagnostic> faults) {
        String name = file.packageName();
        boolean reserved = RESERVED_ROOTS.stream().anyMatch(root -> name.equals(root) || name.startsWith(root + "."));
        if (!PACKAGE.matcher(name).matches() || reserved) {
            faults.add(file.file()
                    .error(
                            Math.max(0, file.file().text().indexOf(name)),
                            "'" + name + "' can't be the package of rules; use lower-case names of your own, as"
                                    + " in 'acme.rules'."));
        }
        for (GlobalDescr global : file.tree().getGlobals()) {
            faults.add(file.placeOf(global)
                    .error("Globals are not offered: a decision depends on its facts alone. Send '"
                            + global.getIdentifier() + "' as a fact."));
        }
        file.tree()
                .getWindowDeclarations()
                .forEach(window -> faults.add(
                        file.placeOf(window).error("Windows are not offered: a decision has no stream of events.")));
        file.tree()
                .getEntryPointDeclarations()
                .forEach(entry -> faults.add(file.placeOf(entry).error("Entry points are not offered.")));
        if (file.tree().getUnit() != null) {
            faults.add(file.placeOf(file.tree().getUnit()).error("Rule units are not offered; write plain rules."));
        }
    }

    private static void checkRule(PlacedRule rule, List<Diagnostic> faults) {
        for (AttributeDescr attribute : rule.tree().getAttributes().values()) {
            if (CLOCKED.contains(attribute.getName())) {
                faults.add(rule.file()
                        .placeOf(attribute)
                        .error("'" + attribute.getName() + "' depends on a clock, and a decision has none but 'asOf':"
                                + " declare a type AsOf and match it."));
            }
            if (attribute.getName().equals("salience")
                    && !SALIENCE.matcher(attribute.getValue()).matches()) {
                faults.add(rule.file()
                        .placeOf(attribute)
                        .error("A salience is a whole number of up to nine digits, or an expression in brackets."));
            }
            if (attribute.getName().equals("dialect") && !attribute.getValue().equals("java")) {
                faults.add(rule.file().placeOf(attribute).error("Only the dialect \"java\" is offered."));
            }
        }
        if (rule.tree().getConsequence() instanceof String consequence && consequence.length() > MOST_CONSEQUENCE) {
            faults.add(rule.place()
                    .error("The consequence of a rule has at most " + MOST_CONSEQUENCE + " characters; that of '"
                            + rule.name() + "' has " + consequence.length() + ". Move some of it to functions."));
        }
    }
}
