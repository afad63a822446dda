package dev.understudy.engine.build;

import dev.understudy.engine.drl.PlacedRule;
import dev.understudy.engine.drl.RuleSnippet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pieces of a ruleset, to be made again with one rule written otherwise. That rule is compiled alone, the others of
 * its unit once for all its variants, and nothing is kept on disk. Used by one thread at a time.
 */
public final class VariedPieces {
    private final PieceBuilder builder;
    private final String name;
    private final PieceBuilder.Loading.Loaded original;
    /** What was compiled for a variant and serves the next: the unit without the rule. */
    private final Map<ContentKey, PieceBuilder.LoadedUnit> rests = new HashMap<>();

    VariedPieces(PieceBuilder builder, String name, PieceBuilder.Loading.Loaded original) {
        this.builder = builder;
        this.name = name;
        this.original = original;
    }

    /** As the author wrote them. */
    public PieceBuilder.Result unvaried() {
        return PieceBuilder.models(original);
    }

    /**
     * With {@code rule} in the place of the rule of its name.
     *
     * @param rule not compiled before
     */
    public PieceBuilder.Result with(PlacedRule rule) {
        List<RuleUnit> units = new ArrayList<>();
        List<RuleUnit> varied = new ArrayList<>();
        Map<ContentKey, PieceBuilder.LoadedUnit> pieces = new HashMap<>(original.pieces());
        pieces.putAll(rests);
        for (RuleUnit unit : original.units()) {
            boolean here = unit.owner().name().equals(rule.file().packageName())
                    && unit.rules().stream().anyMatch(each -> each.name().equals(rule.name()));
            if (here) {
                varied.addAll(divided(unit, rule));
                units.addAll(varied);
            } else {
                units.add(unit);
            }
        }
        List<RuleUnit> missing =
                varied.stream().filter(each -> !pieces.containsKey(each.key())).toList();
        return switch (builder.load(name, missing, original.base(), false)) {
            case PieceBuilder.Loading.Faulty faulty -> new PieceBuilder.Result.Faulty(faulty.faults());
            case PieceBuilder.Loading.Loaded loaded -> {
                pieces.putAll(loaded.pieces());
                for (RuleUnit each : varied.subList(Math.min(1, varied.size()), varied.size())) {
                    PieceBuilder.LoadedUnit rest = pieces.get(each.key());
                    if (rest != null) {
                        rests.put(each.key(), rest);
                    }
                }
                yield PieceBuilder.models(new PieceBuilder.Loading.Loaded(
                        original.base(),
                        units,
                        pieces,
                        Set.copyOf(original.pieces().keySet()),
                        missing.size()));
            }
        };
    }

    /** The rule first, alone where that can be, then the others of its unit. */
    private List<RuleUnit> divided(RuleUnit unit, PlacedRule rule) {
        List<PlacedRule> others = new ArrayList<>();
        List<PlacedRule> together = new ArrayList<>();
        for (PlacedRule each : unit.rules()) {
            if (each.name().equals(rule.name())) {
                together.add(rule);
            } else {
                PlacedRule other = RuleSnippet.again(each);
                others.add(other);
                together.add(other);
            }
        }
        ContentKey base = original.base().key();
        if (unit.isJoined()) {
            return List.of(RuleUnit.of(unit.owner(), together, base));
        }
        RuleUnit alone = RuleUnit.of(unit.owner(), List.of(rule), base);
        return others.isEmpty() ? List.of(alone) : List.of(alone, RuleUnit.of(unit.owner(), others, base));
    }
}
