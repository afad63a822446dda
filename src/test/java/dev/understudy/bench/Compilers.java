package dev.understudy.bench;

import dev.understudy.engine.RulesetCompiler;
import dev.understudy.engine.build.ClassStore;
import dev.understudy.engine.build.PieceBuilder;
import dev.understudy.engine.java.RuleJavaCompiler;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.SourceFile;
import dev.understudy.ruleset.TreeId;
import dev.understudy.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The compiler as the service puts it together, in this JVM. */
final class Compilers {
    private static final ClassLoader PLATFORM = Compilers.class.getClassLoader();
    private static final Sandbox SANDBOX = Sandbox.on(PLATFORM);
    private static final RuleJavaCompiler JAVA = new RuleJavaCompiler(SANDBOX);
    private static final byte[] SECRET = "a key of the benchmark, 32 bytes".getBytes(StandardCharsets.US_ASCII);

    private Compilers() {}

    /** One that knows what is in {@code store}, an empty folder for nothing. */
    static RulesetCompiler in(Path store) {
        return new RulesetCompiler(new PieceBuilder(SANDBOX, JAVA, new ClassStore(store, SECRET)));
    }

    /** Builds, and fails with the first diagnostic when that can't be. */
    static CompiledRuleset build(RulesetCompiler compiler, RulesetSource source) {
        return switch (compiler.build(source)) {
            case BuildResult.Built built -> built.ruleset();
            case BuildResult.Rejected rejected ->
                throw new IllegalStateException(
                        rejected.diagnostics().getFirst().text());
        };
    }

    /** A sample ruleset as it is in {@code rules/}. */
    static RulesetSource sample(String name) throws IOException {
        Path folder = Path.of("rules", name);
        List<SourceFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path each : paths.filter(Files::isRegularFile).sorted().toList()) {
                files.add(new SourceFile(folder.relativize(each).toString(), Files.readAllBytes(each)));
            }
        }
        return new RulesetSource(new RulesetName(name), new TreeId("0".repeat(40)), files);
    }
}
