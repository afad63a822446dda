package dev.understudy.review.difference;

import dev.understudy.engine.RulesetCompiler;
import dev.understudy.engine.drl.Place;
import dev.understudy.engine.outline.RulesetOutline;
import dev.understudy.engine.outline.TypeOutline;
import dev.understudy.ruleset.RulesetSource;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says what differs between two trees of a ruleset. Compiles nothing: it takes some milliseconds, for a thousand rules
 * some hundred. Thread-safe.
 */
@Singleton
public class Differences {
    private final RulesetCompiler compiler;

    /** @param compiler reads the texts */
    public Differences(RulesetCompiler compiler) {
        this.compiler = compiler;
    }

    /**
     * Compares two trees of one ruleset. Never throws for what an author can write.
     *
     * @param base null when the ruleset is new
     * @param branch null when the ruleset is gone
     * @throws IllegalArgumentException when both are missing, or are of different rulesets
     */
    public RulesetDifference between(@Nullable RulesetSource base, @Nullable RulesetSource branch) {
        RulesetSource some = branch == null ? base : branch;
        if (some == null || (base != null && !base.name().equals(some.name()))) {
            throw new IllegalArgumentException("Two trees of one ruleset are compared.");
        }
        List<RulesetSource> sources = new ArrayList<>();
        addTo(sources, base);
        addTo(sources, branch);
        List<RulesetOutline> outlines = compiler.outline(sources);
        RulesetOutline then = base == null ? RulesetOutline.NONE : outlines.getFirst();
        RulesetOutline now = branch == null ? RulesetOutline.NONE : outlines.getLast();
        return compare(some.name().value(), new Sides(base, branch, then, now));
    }

    private static void addTo(List<RulesetSource> sources, @Nullable RulesetSource source) {
        if (source != null) {
            sources.add(source);
        }
    }

    private record Sides(
            @Nullable RulesetSource base, @Nullable RulesetSource branch, RulesetOutline then, RulesetOutline now) {}

    private static RulesetDifference compare(String name, Sides sides) {
        TreeSet<String> leftOut = new TreeSet<>(sides.then().unread());
        leftOut.addAll(sides.now().unread());
        RulesetOutline then = without(sides.then(), leftOut);
        RulesetOutline now = without(sides.now(), leftOut);
        Matching<TypeOutline> types = DeclarationComparison.pairs(
                then.declarations().types(), now.declarations().types());
        RuleChanges rules = RuleComparison.of(
                then.declarations().rules(), now.declarations().rules());
        List<TableChange> tables = TableComparison.of(then.sheets(), now.sheets());
        DeclarationChanges declarations = DeclarationComparison.of(then.declarations(), now.declarations(), types);
        return new RulesetDifference(
                name,
                side(sides.base(), sides.then()),
                side(sides.branch(), sides.now()),
                List.copyOf(leftOut),
                rules,
                tables,
                declarations,
                ContractComparison.of(then, now, types),
                manifest(name, then, now),
                ScenarioComparison.of(then.scenarios(), now.scenarios()),
                TouchedRules.of(now.declarations(), rules, tables, declarations),
                FileComparison.of(sides.base(), sides.branch()));
    }

    private static RulesetDifference.@Nullable Side side(@Nullable RulesetSource source, RulesetOutline outline) {
        return source == null ? null : new RulesetDifference.Side(source.tree().value(), outline.diagnostics());
    }

    private static List<ManifestChange> manifest(String name, RulesetOutline then, RulesetOutline now) {
        return then.manifest()
                .flatMap(base ->
                        now.manifest().map(branch -> ManifestComparison.of(name + "/ruleset.yaml", base, branch)))
                .orElse(List.of());
    }

    /** What a file holds that can't be read on one side is neither added nor removed. */
    private static RulesetOutline without(RulesetOutline side, Collection<String> files) {
        if (files.isEmpty()) {
            return side;
        }
        RulesetOutline.Declarations all = side.declarations();
        return new RulesetOutline(
                new RulesetOutline.Declarations(
                        outside(all.rules(), files, each -> each.place()),
                        outside(all.types(), files, each -> each.place()),
                        outside(all.functions(), files, each -> each.place()),
                        outside(all.lines(), files, each -> each.place())),
                side.sheets().stream()
                        .filter(sheet -> !files.contains(sheet.path()))
                        .toList(),
                side.manifestRead(),
                side.scenarios(),
                side.unread(),
                side.diagnostics());
    }

    private static <T> List<T> outside(List<T> all, Collection<String> files, Function<T, Place> place) {
        return all.stream()
                .filter(each -> {
                    String file = place.apply(each).file();
                    int sheet = file.indexOf('!');
                    return !files.contains(sheet < 0 ? file : file.substring(0, sheet));
                })
                .toList();
    }
}
