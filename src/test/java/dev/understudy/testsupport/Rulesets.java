package dev.understudy.testsupport;

import dev.understudy.engine.RulesetCompiler;
import dev.understudy.engine.build.ClassStore;
import dev.understudy.engine.build.PieceBuilder;
import dev.understudy.engine.facts.ReadFacts;
import dev.understudy.engine.java.RuleJavaCompiler;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Compiles rulesets and decides with them, without a server. */
public final class Rulesets {
    private static final Sandbox SANDBOX = Sandbox.on(Rulesets.class.getClassLoader());
    private static final byte[] SECRET = "a secret for tests alone".getBytes(StandardCharsets.US_ASCII);

    private final RulesetCompiler compiler;

    private Rulesets(RulesetCompiler compiler) {
        this.compiler = compiler;
    }

    /** A compiler that knows nothing yet but what {@code store} holds. */
    public static Rulesets in(Path store) {
        return new Rulesets(new RulesetCompiler(pieces(store, SECRET)));
    }

    /** What {@link #in} compiles with, for tests that look at the pieces. */
    public static PieceBuilder pieces(Path store) {
        return pieces(store, SECRET);
    }

    /** Pieces of a store that is authenticated by another secret. */
    public static PieceBuilder pieces(Path store, byte[] secret) {
        return new PieceBuilder(SANDBOX, new RuleJavaCompiler(SANDBOX), new ClassStore(store, secret));
    }

    /** What compiles here. */
    public RulesetCompiler compiler() {
        return compiler;
    }

    /** What comes of building it. */
    public BuildResult build(RulesetSource source) {
        return compiler.build(source);
    }

    /** What there is to say about it, sorted. */
    public List<Diagnostic> diagnostics(RulesetSource source) {
        return compiler.build(source).diagnostics();
    }

    /** The ruleset, which has to compile. */
    public CompiledRuleset built(RulesetSource source) {
        return switch (compiler.build(source)) {
            case BuildResult.Built built -> built.ruleset();
            case BuildResult.Rejected rejected ->
                throw new AssertionError(source.name() + " does not compile:\n"
                        + rejected.diagnostics().stream().map(Diagnostic::text).collect(Collectors.joining("\n")));
        };
    }

    /** Decides; {@code facts} is what goes between the braces of {@code {"facts": {…}}}. */
    public static Decision decide(CompiledRuleset ruleset, String facts) {
        return decideBody(ruleset, "{\"facts\": {" + facts + "}}");
    }

    /** Decides a whole body. */
    public static Decision decideBody(CompiledRuleset ruleset, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return ruleset.decide(ruleset.read(body, 0, body.length), false);
    }

    /** Decides with each firing kept. */
    public static Decision explain(CompiledRuleset ruleset, String facts) {
        byte[] body = ("{\"facts\": {" + facts + "}}").getBytes(StandardCharsets.UTF_8);
        return ruleset.decide(ruleset.read(body, 0, body.length), true);
    }

    /** The outcome as text. */
    public static String outcome(CompiledRuleset ruleset, String facts) {
        return text(decide(ruleset, facts));
    }

    /** What holds the declared type of the first of these facts. */
    public static ClassLoader classLoader(CompiledRuleset ruleset, String facts) {
        byte[] body = ("{\"facts\": {" + facts + "}}").getBytes(StandardCharsets.UTF_8);
        ReadFacts read = (ReadFacts) ruleset.read(body, 0, body.length);
        return read.objects().getFirst().getClass().getClassLoader();
    }

    /** The outcome of a decision as text. */
    public static String text(Decision decision) {
        return new String(decision.outcomeJson(), StandardCharsets.UTF_8);
    }
}
