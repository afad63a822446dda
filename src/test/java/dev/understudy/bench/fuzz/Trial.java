package dev.understudy.bench.fuzz;

import dev.understudy.bench.fuzz.text.Dice;
import dev.understudy.bench.fuzz.text.FuzzCase;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Facts;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.SourceFile;
import dev.understudy.ruleset.TreeId;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One case: compiled, and decided a few times when it compiles. */
final class Trial implements Runnable {
    private final FuzzCase tried;
    private final RulesetCompiler compiler;
    private final Worker worker;
    private final Findings findings;

    Trial(FuzzCase tried, RulesetCompiler compiler, Worker worker, Findings findings) {
        this.tried = tried;
        this.compiler = compiler;
        this.worker = worker;
        this.findings = findings;
    }

    /** How one decision ended. */
    private record Ending(String kind, String exactly) {}

    @Override
    @SuppressWarnings("CatchingUnchecked") // Whatever comes out is what is looked for.
    public void run() {
        String doing = "compiling";
        try {
            worker.begin(doing);
            BuildResult result = compiler.build(source());
            result.diagnostics().forEach(each -> Diagnostics.check(tried, each, findings));
            switch (result) {
                case BuildResult.Rejected rejected ->
                    findings.ending("refused: "
                            + Diagnostics.kind(rejected.diagnostics().getFirst()));
                case BuildResult.Built built -> {
                    doing = "deciding";
                    decide(built.ruleset());
                }
            }
        } catch (Throwable thrown) {
            findings.thrown(doing, thrown);
        }
    }

    private RulesetSource source() {
        List<SourceFile> files = tried.files().entrySet().stream()
                .map(each -> new SourceFile(each.getKey(), each.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new RulesetSource(new RulesetName(Diagnostics.NAME), new TreeId("0".repeat(40)), files);
    }

    private void decide(CompiledRuleset ruleset) throws Exception {
        for (byte[] body : new FactBodies(ruleset, new Dice(0, tried.number())).all()) {
            worker.begin("deciding on " + excerpt(body));
            Ending first = decide(ruleset, body, false);
            findings.ending(first.kind());
            worker.begin("deciding again on " + excerpt(body));
            Ending second = decide(ruleset, body, false);
            // The machine has a part in time, and in which of two limits is reached first.
            boolean timed = (first.kind() + second.kind()).contains("stopped: time")
                    || first.kind().startsWith("stopped") && second.kind().startsWith("stopped: alloc")
                    || first.kind().startsWith("stopped: alloc")
                            && second.kind().startsWith("stopped");
            if (!timed && !first.equals(second)) {
                findings.trace(
                        "nondeterminism",
                        "On " + excerpt(body) + "\nonce " + first.exactly() + "\nthen " + second.exactly());
            }
            worker.begin("explaining " + excerpt(body));
            decide(ruleset, body, true);
        }
    }

    private static Ending decide(CompiledRuleset ruleset, byte[] body, boolean explain) {
        try {
            Facts facts = ruleset.read(body, 0, body.length);
            Decision decision = ruleset.decide(facts, explain);
            String outcome = new String(decision.outcomeJson(), StandardCharsets.UTF_8);
            return new Ending("decided", outcome + " by " + decision.firedRules());
        } catch (ProblemException problem) {
            String kind = switch (problem.type()) {
                case INVALID_FACTS, INVALID_REQUEST -> "facts refused";
                case BUDGET_EXCEEDED -> "stopped: " + problem.extensions().get("limit");
                case RULE_FAILED -> "a rule failed";
                default -> throw problem;
            };
            return new Ending(kind, kind + ": " + problem.detail());
        }
    }

    private static String excerpt(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
