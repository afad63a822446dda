package dev.understudy.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.decisionlog.query.KeptTexts;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Hides what came of deciding production's facts again from who may not see all of it. Thread-safe. */
@Singleton
public final class Masks {
    private final RulesetCatalog catalog;

    Masks(RulesetCatalog catalog) {
        this.catalog = catalog;
    }

    /** What production calls sensitive in that ruleset. */
    public FieldMask of(String ruleset) {
        BranchView main = catalog.snapshot().main();
        Entry entry = main == null ? null : main.ruleset(ruleset);
        CompiledRuleset rules = entry == null ? null : entry.slot().ruleset();
        return new FieldMask(rules == null ? List.of() : rules.manifest().sensitive());
    }

    /** The outcome without what the rules that decided it call sensitive, and without what production calls so. */
    public JsonNode outcome(Decision decision, String ruleset) {
        byte[] json = decision.outcomeJson();
        int[] sensitive = decision.sensitive();
        StringBuilder shown = new StringBuilder(json.length);
        int copied = 0;
        for (int i = 0; i < sensitive.length; i += 2) {
            shown.append(new String(json, copied, sensitive[i] - copied, StandardCharsets.UTF_8))
                    .append(KeptTexts.MASK);
            copied = sensitive[i + 1];
        }
        shown.append(new String(json, copied, json.length - copied, StandardCharsets.UTF_8));
        return of(ruleset).masked(shown.toString());
    }
}
