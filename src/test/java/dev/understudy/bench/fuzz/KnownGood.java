package dev.understudy.bench.fuzz;

import dev.understudy.engine.RulesetCompiler;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.SourceFile;
import dev.understudy.ruleset.TreeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A sample ruleset that has to decide the same after every case, as if none had been. */
final class KnownGood {
    private static final String NAME = "flight-compensation";
    private static final String BODY = """
            {"facts": {"Flight": [{"date": "2001/01/01 13:38", "delay": 180, "distance": 291, "origin": "SLC",
             "destination": "BOI"}]}}""";

    private final RulesetSource source;
    private final CompiledRuleset kept;
    private final String expected;

    private KnownGood(RulesetSource source, RulesetCompiler compiler) {
        this.source = source;
        this.kept = build(compiler);
        this.expected = decide(kept);
    }

    static KnownGood read(Path project, RulesetCompiler compiler) throws IOException {
        Path folder = project.resolve("rules").resolve(NAME);
        List<SourceFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path each : paths.filter(Files::isRegularFile).sorted().toList()) {
                files.add(new SourceFile(folder.relativize(each).toString(), Files.readAllBytes(each)));
            }
        }
        return new KnownGood(new RulesetSource(new RulesetName(NAME), new TreeId("0".repeat(40)), files), compiler);
    }

    private CompiledRuleset build(RulesetCompiler compiler) {
        return switch (compiler.build(source)) {
            case BuildResult.Built built when built.scenariosPass() -> built.ruleset();
            case BuildResult other -> throw new IllegalStateException("The sample fails: " + other.diagnostics());
        };
    }

    private static String decide(CompiledRuleset ruleset) {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        Decision decision = ruleset.decide(ruleset.read(body, 0, body.length), false);
        return new String(decision.outcomeJson(), StandardCharsets.UTF_8) + decision.firedRules();
    }

    /** Adds a trace when it decides differently. */
    void check(Findings findings) {
        String now = decide(kept);
        if (!now.equals(expected)) {
            findings.trace("contamination", "The sample decided " + expected + " and now decides " + now);
            findings.spend();
        }
    }

    /** The same after compiling it afresh. */
    void checkCompiled(RulesetCompiler fresh, Findings findings) {
        String now = decide(build(fresh));
        if (!now.equals(expected)) {
            findings.trace("contamination", "Compiled afresh the sample decided " + now + " instead of " + expected);
            findings.spend();
        }
    }
}
