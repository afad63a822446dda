package dev.understudy.review.difference;

import dev.understudy.content.Sha256;
import dev.understudy.engine.drl.Tokens;
import dev.understudy.engine.outline.RuleOutline;
import dev.understudy.engine.outline.RulesetOutline;
import dev.understudy.engine.table.SheetOutline;
import dev.understudy.manifest.ScenarioResult;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.Scenario;
import dev.understudy.ruleset.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes from a ruleset what it says. What is not understood counts by its bytes, so that nothing is left out: what
 * stands in DRL beside rules, files that can't be read, and files of no known kind. Used once.
 */
final class MeaningReader {
    private final RulesetSource source;
    private final RulesetOutline outline;
    private final NavigableMap<String, String> items = new TreeMap<>();
    private final List<String> order = new ArrayList<>();
    private final Set<String> understood = new HashSet<>();

    private MeaningReader(RulesetSource source, RulesetOutline outline) {
        this.source = source;
        this.outline = outline;
    }

    static Meaning read(RulesetSource source, RulesetOutline outline) {
        MeaningReader reader = new MeaningReader(source, outline);
        outline.declarations().rules().forEach(reader::rule);
        outline.sheets().forEach(reader::sheet);
        outline.manifest().ifPresent(manifest -> {
            reader.understood.add(source.name() + "/ruleset.yaml");
            reader.add("ruleset.yaml", manifest.manifest().toString());
        });
        outline.scenarios().forEach(reader::scenarios);
        source.files().forEach(reader::file);
        return new Meaning(reader.items, reader.order);
    }

    /** A name that is there twice is one item of both. */
    private void add(String name, String said) {
        items.merge(name, Sha256.hex(said), (one, other) -> Sha256.hex(one + other));
    }

    private void rule(RuleOutline rule) {
        String name = (rule.isQuery() ? "query " : "rule ") + rule.name();
        List<String> words = Tokens.words(rule.text());
        add(name, rule.packageName() + "\n" + words.size() + String.join("\n", words));
        order.add(name);
    }

    /** Its rules are there as they were generated; titles and rows without a rule are not. */
    private void sheet(SheetOutline sheet) {
        understood.add(sheet.path());
        StringBuilder text = new StringBuilder();
        sheet.settings()
                .forEach(each -> text.append(each.keyword())
                        .append('=')
                        .append(each.value().text())
                        .append('\n'));
        for (SheetOutline.Table table : sheet.tables()) {
            text.append(table.name()).append('\n');
            table.columns()
                    .forEach(each -> text.append(each.kind())
                            .append('|')
                            .append(each.pattern())
                            .append('|')
                            .append(each.code())
                            .append('\n'));
        }
        add("decision table " + sheet.path() + "!" + sheet.sheet(), text.toString());
    }

    private void scenarios(ScenarioResult file) {
        // A faulty one counts by the bytes of its file.
        if (!file.hasErrors()) {
            file.scenarios().forEach(scenario -> {
                understood.add(scenario.file());
                scenario(scenario);
            });
        }
    }

    private void scenario(Scenario scenario) {
        Map<String, String> expected = new TreeMap<>();
        scenario.expectedOutcomes().forEach((type, facts) -> expected.put(type, facts.json()));
        add(
                "scenario " + scenario.name(),
                scenario.givenJson() + "\n" + expected + "\n"
                        + scenario.expectedFired().map(TreeMap::new));
    }

    private void file(SourceFile file) {
        String path = source.repositoryPath(file);
        if (file.isDrl() && !outline.unread().contains(path)) {
            List<String> words = Tokens.words(withoutRules(path, file.text()));
            add("declarations of " + path, words.size() + String.join("\n", words));
        } else if (outline.unread().contains(path) || !understood.contains(path)) {
            add("file " + path, Sha256.hex(file.content()));
        }
    }

    /** What is left of a file is its types, functions, imports and whatever else there is. */
    private String withoutRules(String path, String text) {
        StringBuilder rest = new StringBuilder(text);
        int from = 0;
        for (RuleOutline rule : outline.declarations().rules()) {
            int start = rule.place().file().equals(path) ? rest.indexOf(rule.text(), from) : -1;
            if (start >= 0) {
                rest.replace(start, start + rule.text().length(), "\n");
                from = start;
            }
        }
        return rest.toString();
    }
}
