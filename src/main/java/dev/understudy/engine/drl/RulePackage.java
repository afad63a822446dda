package dev.understudy.engine.drl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drools.drl.ast.descr.FunctionDescr;
import org.drools.drl.ast.descr.FunctionImportDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * All that the files of one ruleset say about one package: what DRL shares across files is merged here.
 *
 * @param name the package
 * @param files in the order of their paths, which is the order of the rules
 * @param imports of all files, sorted; what one file imports, all see
 * @param staticImports of all files, sorted
 */
public record RulePackage(String name, List<ParsedDrl> files, List<String> imports, List<String> staticImports) {
    /** The simple name of the class that holds the package's functions. */
    static final String FUNCTIONS = "RuleFunctions";

    /** Merges files by package. */
    public static List<RulePackage> merge(List<ParsedDrl> files) {
        Map<String, List<ParsedDrl>> byName = new TreeMap<>();
        files.forEach(file -> byName.computeIfAbsent(file.packageName(), key -> new ArrayList<>())
                .add(file));
        List<RulePackage> packages = new ArrayList<>();
        byName.forEach((name, parts) -> packages.add(of(name, parts)));
        return packages;
    }

    private static RulePackage of(String name, List<ParsedDrl> parts) {
        TreeSet<String> imports = new TreeSet<>();
        TreeSet<String> statics = new TreeSet<>();
        boolean functions = false;
        for (ParsedDrl part : parts) {
            part.tree().getImports().stream().map(ImportDescr::getTarget).forEach(imports::add);
            part.tree().getFunctionImports().stream()
                    .map(FunctionImportDescr::getTarget)
                    .forEach(statics::add);
            functions |= !part.tree().getFunctions().isEmpty();
        }
        if (functions) {
            statics.add(name + "." + FUNCTIONS + ".*");
        }
        return new RulePackage(name, List.copyOf(parts), List.copyOf(imports), List.copyOf(statics));
    }

    /** The package as a folder. */
    String folder() {
        return name.replace('.', '/');
    }

    /** Rules and queries, each with its file, in order. */
    public List<PlacedRule> rules() {
        List<PlacedRule> rules = new ArrayList<>();
        for (ParsedDrl file : files) {
            for (RuleDescr rule : file.tree().getRules()) {
                rules.add(new PlacedRule(file, rule));
            }
        }
        return rules;
    }

    /** Functions, each with its file. */
    public List<PlacedFunction> functions() {
        List<PlacedFunction> functions = new ArrayList<>();
        for (ParsedDrl file : files) {
            for (FunctionDescr function : file.tree().getFunctions()) {
                functions.add(new PlacedFunction(file, function));
            }
        }
        return functions;
    }

    /**
     * A function and its file.
     *
     * @param file where it stands
     * @param tree its syntax tree
     */
    public record PlacedFunction(ParsedDrl file, FunctionDescr tree) {}
}
