package dev.understudy.engine.drl;

import dev.understudy.ruleset.Diagnostic;
import dev.understudy.sandbox.Sandbox;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AnnotatedBaseDescr;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.FunctionImportDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;

/** Refuses what the sandbox does not offer, as far as the syntax tree tells; the compiler and the verifier go on. */
public final class OfferChecks {
    private static final int MOST_PATTERNS = 16;
    private static final int MOST_CONSTRAINT = 1000;
    private static final long MOST_BRANCHES = 64;
    private static final Set<String> ANNOTATIONS = Set.of(
            "required",
            "key",
            "format",
            "position",
            "watch",
            "title",
            "description",
            "author",
            "version",
            "since",
            "propertyreactive",
            "classreactive",
            "source",
            "remark");

    private final Sandbox sandbox;
    private final Set<String> packages = new HashSet<>();
    private final Set<String> types = new HashSet<>();
    private final List<Diagnostic> faults;

    private OfferChecks(Sandbox sandbox, List<RulePackage> all, DeclaredTypes declared, List<Diagnostic> faults) {
        this.sandbox = sandbox;
        this.faults = faults;
        for (RulePackage each : all) {
            packages.add(each.name());
            types.add(each.name() + "." + RulePackage.FUNCTIONS);
        }
        declared.all().forEach(type -> types.add(type.name()));
    }

    /** Adds to {@code faults} what is refused in {@code packages}. */
    public static void check(
            Sandbox sandbox, List<RulePackage> packages, DeclaredTypes declared, List<Diagnostic> faults) {
        OfferChecks checks = new OfferChecks(sandbox, packages, declared, faults);
        for (RulePackage each : packages) {
            each.files().forEach(checks::checkFile);
            each.rules().forEach(checks::checkRule);
        }
    }

    private void checkFile(ParsedDrl file) {
        for (ImportDescr each : file.tree().getImports()) {
            checkImport(file, each);
        }
        for (FunctionImportDescr each : file.tree().getFunctionImports()) {
            String target = each.getTarget();
            String owner = target.substring(0, Math.max(0, target.lastIndexOf('.')));
            if (!sandbox.offers(owner) && !ownType(owner) && !packages.contains(owner)) {
                faults.add(notOffered(file, each, target));
            }
        }
        file.tree()
                .getAccumulateImports()
                .forEach(each -> faults.add(file.placeOf(each)
                        .error("Accumulate functions of one's own are not offered; use sum, average, min, max, count,"
                                + " collectList or collectSet.")));
        file.tree().getTypeDeclarations().forEach(type -> {
            checkAnnotations(file, type);
            type.getFields().values().forEach(field -> checkAnnotations(file, field));
        });
    }

    private void checkImport(ParsedDrl file, ImportDescr each) {
        String target = each.getTarget();
        boolean known = target.endsWith(".*")
                ? sandbox.offersPackage(target.substring(0, target.length() - 2))
                        || packages.contains(target.substring(0, target.length() - 2))
                        || sandbox.offers(target.substring(0, target.length() - 2))
                : sandbox.offers(target) || ownType(target);
        if (!known) {
            faults.add(notOffered(file, each, target));
        }
    }

    private boolean ownType(String name) {
        return types.contains(name);
    }

    private static Diagnostic notOffered(ParsedDrl file, BaseDescr at, String target) {
        return file.placeOf(at).error(target + " is not offered to rules; docs/guide/rule-language.md lists what is.");
    }

    private void checkAnnotations(ParsedDrl file, AnnotatedBaseDescr owner) {
        for (AnnotationDescr each : owner.getAnnotations()) {
            if (!ANNOTATIONS.contains(each.getName().toLowerCase(Locale.ROOT))) {
                Place place = each.getStartCharacter() > 0 ? file.placeOf(each) : file.placeOf(owner);
                faults.add(place.error("The annotation @" + each.getName() + " is not offered."));
            }
        }
    }

    private void checkRule(PlacedRule rule) {
        checkAnnotations(rule.file(), rule.tree());
        int[] patterns = {0};
        long branches = branches(rule, rule.tree().getLhs(), patterns);
        if (patterns[0] > MOST_PATTERNS) {
            faults.add(rule.place()
                    .error("A rule has at most " + MOST_PATTERNS + " patterns; '" + rule.name() + "' has " + patterns[0]
                            + ". Divide it into several rules."));
        }
        if (branches > MOST_BRANCHES) {
            faults.add(rule.place()
                    .error("The 'or's of '" + rule.name() + "' multiply to more than " + MOST_BRANCHES
                            + " rules; divide it into several."));
        }
    }

    /** Into how many rules the engine would divide a condition. */
    private long branches(PlacedRule rule, BaseDescr condition, int[] patterns) {
        if (condition instanceof PatternDescr pattern) {
            patterns[0]++;
            checkPattern(rule, pattern, patterns);
            return 1;
        }
        if (condition instanceof AccumulateDescr accumulate) {
            checkAccumulate(rule, accumulate);
            return branches(rule, accumulate.getInput(), patterns);
        }
        if (!(condition instanceof ConditionalElementDescr group)) {
            return 1;
        }
        boolean sum = group instanceof OrDescr;
        long count = sum ? 0 : 1;
        for (Object child : group.getDescrs()) {
            long each = branches(rule, (BaseDescr) child, patterns);
            count = Math.min(1_000_000, sum ? count + each : count * each);
        }
        return Math.max(1, count);
    }

    private void checkPattern(PlacedRule rule, PatternDescr pattern, int[] patterns) {
        for (Object each : pattern.getConstraint().getDescrs()) {
            if (each.toString().length() > MOST_CONSTRAINT) {
                faults.add(rule.file()
                        .placeOf(pattern)
                        .error("A condition has at most " + MOST_CONSTRAINT + " characters; divide it."));
            }
        }
        if (pattern.getSource() instanceof AccumulateDescr accumulate) {
            checkAccumulate(rule, accumulate);
            branches(rule, accumulate.getInput(), patterns);
        }
    }

    private void checkAccumulate(PlacedRule rule, AccumulateDescr accumulate) {
        if (accumulate.getInitCode() != null && !accumulate.getInitCode().isBlank()) {
            faults.add(rule.file()
                    .placeOf(accumulate)
                    .error("init, action and result code is not offered in accumulate; use sum, average, min, max,"
                            + " count, collectList or collectSet."));
        }
    }
}
