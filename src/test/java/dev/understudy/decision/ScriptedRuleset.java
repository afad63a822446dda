package dev.understudy.decision;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BudgetUse;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Explanation;
import dev.understudy.ruleset.Facts;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RulesetManifest;
import dev.understudy.ruleset.RulesetManifest.Limits;
import dev.understudy.ruleset.RulesetManifest.LogMode;
import dev.understudy.ruleset.RulesetManifest.LogPolicy;
import dev.understudy.ruleset.RulesetManifest.WhenFull;
import dev.understudy.ruleset.SchemaDocument;
import dev.understudy.ruleset.TreeId;
import dev.understudy.ruleset.WhyNotRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides as its facts say: {@code firings 8000}, {@code steps 400}, {@code stop} or {@code fail}. */
final class ScriptedRuleset implements CompiledRuleset {
    private static final Limits LIMITS = new Limits(Duration.ofMillis(250), 1_000, 1 << 20, 10_000);

    private final TreeId tree;

    ScriptedRuleset(TreeId tree) {
        this.tree = tree;
    }

    private record Script(String words) implements Facts {
        @Override
        public Optional<Instant> asOf() {
            return Optional.empty();
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public int[] sensitive() {
            return new int[0];
        }

        @Override
        public @Nullable String routingKey() {
            return null;
        }
    }

    @Override
    public Facts read(byte[] json, int offset, int length) {
        return new Script(new String(json, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public Decision decide(Facts facts, boolean explain) {
        String[] words = ((Script) facts).words().split(" ", 2);
        return switch (words[0]) {
            case "steps" -> used(new BudgetUse(LIMITS, Integer.parseInt(words[1]), 1, 5_000));
            case "firings" -> used(new BudgetUse(LIMITS, 1, Integer.parseInt(words[1]), 5_000));
            case "stop" ->
                throw new ProblemException(
                        ProblemType.BUDGET_EXCEEDED,
                        "More than 10000 rules fired.",
                        Map.of("limit", "firings", "rule", "Loop", "file", "acme/rules.drl", "line", 7));
            case "outgrow" -> throw new ProblemException(ProblemType.BUDGET_EXCEEDED, "The outcome is too large.");
            default -> throw new ProblemException(ProblemType.RULE_FAILED, "A condition failed.");
        };
    }

    @Override
    public Decision decideIfQuick(Facts facts) {
        return decide(facts, false);
    }

    @Override
    public Explanation explain(Facts facts, Facts asGiven, WhyNotRequest request) {
        return new Explanation(decide(facts, true), List.of());
    }

    private static Decision used(BudgetUse use) {
        return new Decision("{}".getBytes(StandardCharsets.US_ASCII), new int[0], List.of(), List.of(), use);
    }

    @Override
    public RulesetManifest manifest() {
        return new RulesetManifest(
                "Acme",
                List.of(),
                List.of("In"),
                List.of("Out"),
                Optional.empty(),
                List.of(),
                LIMITS,
                RolloutPlan.AT_ONCE,
                new LogPolicy(LogMode.OFF, Duration.ofDays(1), WhenFull.REFUSE));
    }

    @Override
    public TreeId tree() {
        return tree;
    }

    @Override
    public String engine() {
        return "a script";
    }

    @Override
    public int ruleCount() {
        return 1;
    }

    @Override
    public long weightBytes() {
        return 1;
    }

    @Override
    public SchemaDocument schemas() {
        throw new UnsupportedOperationException();
    }
}
