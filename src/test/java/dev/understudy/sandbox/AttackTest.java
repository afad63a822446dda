package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.RulesetCompiler;
import dev.understudy.engine.build.ClassStore;
import dev.understudy.engine.build.PieceBuilder;
import dev.understudy.engine.java.RuleJavaCompiler;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.SourceFile;
import dev.understudy.ruleset.TreeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rulesets that try to harm, and some that must work: compiled, and decided when that is not refused. */
final class AttackTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path ATTACKS = RESOURCES.resolve("attacks");
    private static final Duration QUICK = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path store;

    @SuppressWarnings("NullAway.Init")
    private static RulesetCompiler compiler;

    @BeforeAll
    static void startCompiler() {
        Sandbox sandbox = Sandbox.on(AttackTest.class.getClassLoader());
        compiler = new RulesetCompiler(
                new PieceBuilder(sandbox, new RuleJavaCompiler(sandbox), new ClassStore(store, new byte[32])));
    }

    static Stream<String> attacks() throws IOException {
        return names(ATTACKS);
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".drl"))
                    .map(name -> name.substring(0, name.length() - ".drl".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** How the attacks end that the first four walls let pass: stopped by a budget, or another word. */
    private static Map<String, String> ends() throws IOException {
        return Files.readAllLines(ATTACKS.resolve("ends-at-run-time.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }

    /** Decides on a thread that is left alone if it hangs. */
    private static String end(CompiledRuleset ruleset) throws Exception {
        FutureTask<String> decision = new FutureTask<>(() -> {
            byte[] facts = "{\"facts\": {}}".getBytes(StandardCharsets.UTF_8);
            try {
                ruleset.decide(ruleset.read(facts, 0, facts.length), false);
                return "decided";
            } catch (ProblemException problem) {
                return problem.type() == ProblemType.BUDGET_EXCEEDED
                        ? "stopped"
                        : problem.type().name().toLowerCase(Locale.ROOT);
            }
        });
        Thread.ofPlatform().daemon().name("decides").start(decision);
        return decision.get(QUICK.toSeconds(), TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void isRefusedAtItsPlaceOrEndsWithinItsBudget(String name) throws Exception {
        Properties before = (Properties) System.getProperties().clone();
        Set<String> threads = threads();
        long start = System.nanoTime();
        BuildResult result = compiler.build(single(ATTACKS.resolve(name + ".drl"), "[F]", "[G]"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICK);
        String end = ends().get(name);
        if (end != null) {
            assertThat(result).as(texts(result)).isInstanceOf(BuildResult.Built.class);
            CompiledRuleset ruleset = ((BuildResult.Built) result).ruleset();
            // Twice: a session that was stopped must not be used again.
            assertThat(end(ruleset)).isEqualTo(end);
            assertThat(end(ruleset)).isEqualTo(end);
        } else {
            assertThat(result).isInstanceOf(BuildResult.Rejected.class);
            assertThat(result.diagnostics()).anySatisfy(each -> {
                assertThat(each.severity()).isEqualTo(Diagnostic.Severity.ERROR);
                assertThat(each.file()).isEqualTo("attack/rules.drl");
                assertThat(each.line() + each.column()).isGreaterThan(2);
            });
        }
        assertThat(System.getProperties()).isEqualTo(before);
        assertThat(threads()).isSubsetOf(threads);
        assertThat(Path.of("/nonexistent/pwned")).doesNotExist();
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("attack") || name.startsWith("Thread-") || name.contains("ForkJoin"))
                .collect(Collectors.toSet());
    }

    @Test
    void everyAttackThatIsDecidedExists() throws IOException {
        assertThat(attacks().toList()).containsAll(ends().keySet());
    }

    @Test
    void benignRulesetsBuildAndDecide() throws Exception {
        assertDecides(single(RESOURCES.resolve("benign/eligibility.drl"), "[Person]", "[Decision]"));
        assertDecides(single(RESOURCES.resolve("benign/text.drl"), "[Doc]", "[Stat]"));
        assertDecides(single(RESOURCES.resolve("benign/language.drl"), "[F]", "[G]"));
    }

    private static void assertDecides(RulesetSource source) throws Exception {
        assertThat(end(assertBuilt(source))).isEqualTo("decided");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dose-check", "flight-compensation"})
    void samplesBuildAndTheirScenariosPass(String name) throws IOException {
        Path folder = Path.of("rules", name);
        List<SourceFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path each : paths.filter(Files::isRegularFile).sorted().toList()) {
                files.add(new SourceFile(folder.relativize(each).toString(), Files.readAllBytes(each)));
            }
        }
        assertBuilt(new RulesetSource(new RulesetName(name), new TreeId("0".repeat(40)), files));
    }

    private static CompiledRuleset assertBuilt(RulesetSource source) {
        BuildResult result = compiler.build(source);
        assertThat(result).as(texts(result)).isInstanceOf(BuildResult.Built.class);
        assertThat(((BuildResult.Built) result).scenariosPass())
                .as(texts(result))
                .isTrue();
        return ((BuildResult.Built) result).ruleset();
    }

    private static String texts(BuildResult result) {
        return result.diagnostics().stream().map(Diagnostic::text).collect(Collectors.joining("\n"));
    }

    private static RulesetSource single(Path rules, String in, String out) throws IOException {
        String manifest = "title: A ruleset\nowners: [nobody]\nfacts: {in: " + in + ", out: " + out + "}\n";
        return new RulesetSource(
                new RulesetName("attack"),
                new TreeId("0".repeat(40)),
                List.of(
                        new SourceFile("ruleset.yaml", manifest.getBytes(StandardCharsets.UTF_8)),
                        new SourceFile("rules.drl", Files.readAllBytes(rules))));
    }
}
