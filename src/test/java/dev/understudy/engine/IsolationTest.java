package dev.understudy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetManifest.Limits;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tries to pass a value from one decision to another by each means that the rule language has: a decision whose {@code
 * In} says "write" leaves something behind, and one that says "read" looks for it. Either the rules are refused, with
 * their place, or what reads finds the same as if nobody had written, whichever way the writing ended, on the same and
 * on other threads, and on another branch.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class IsolationTest {
    private static final String TYPES = """
            package acme
            import java.util.List
            import java.util.Map
            declare enum Color RED, GREEN, BLUE; end
            declare In mode : String how : String n : int text : String end
            declare Box text : String number : int items : List map : Map end
            declare Out text : String end
            """;

    /** How the writing ends, after all else that it does. */
    private static final String ENDS = """
            package acme
            rule "It throws" salience -1000 when In(how == "throws") then throw new IllegalStateException("midway"); end
            rule "It is stopped" salience -1000 when In(how == "stopped") then for (int i = 0; i < 1; ) { } end
            """;

    private static final List<String> ENDINGS = List.of("ends", "throws", "stopped");

    /** A step count ends the endless loop; the clock never does. */
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(5), 500_000, 512L << 20, 10_000);

    private RulesetCompiler compiler;

    @BeforeAll
    void compiler(@TempDir Path store) {
        compiler = new RulesetCompiler(Rulesets.pieces(store), LIMITS);
    }

    private CompiledRuleset built(WrittenRuleset rules) {
        BuildResult result = compiler.build(rules.source());
        assertThat(result).as(texts(result)).isInstanceOf(BuildResult.Built.class);
        return ((BuildResult.Built) result).ruleset();
    }

    static Stream<Arguments> refused() {
        return cases("refused");
    }

    static Stream<Arguments> unseen() {
        return cases("unseen");
    }

    private static Stream<Arguments> cases(String verdict) {
        return Cases.read("/isolation.txt").stream()
                .filter(each -> each.words().startsWith(verdict))
                .map(each -> arguments(each.name(), each));
    }

    private static WrittenRuleset written(Cases.Case each) {
        return WrittenRuleset.facts("In, Box", "Out")
                .file("a-types.drl", TYPES)
                .file("ends.drl", ENDS)
                .file("rules.drl", "package acme\n" + each.text());
    }

    private static String facts(String mode, String how) {
        return "\"In\": {\"mode\": \"" + mode + "\", \"how\": \"" + how
                + "\", \"n\": 3, \"text\": \"secret\"}, \"Box\":"
                + " [{\"text\": \"b\", \"number\": 1, \"items\": [], \"map\": {}}]";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedAtItsPlace(String name, Cases.Case attempt) {
        BuildResult result = compiler.build(written(attempt).source());
        assertThat(result).as(texts(result)).isInstanceOf(BuildResult.Rejected.class);
        String words = attempt.words().substring("refused".length()).strip();
        assertThat(result.diagnostics()).as(texts(result)).anySatisfy(each -> {
            assertThat(each.severity()).isEqualTo(Diagnostic.Severity.ERROR);
            assertThat(each.file()).isEqualTo("acme/rules.drl");
            assertThat(each.line()).isGreaterThan(1);
            assertThat(each.message()).contains(words);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unseen")
    void isNotSeenByTheNextDecision(String name, Cases.Case attempt) throws Exception {
        CompiledRuleset main = built(written(attempt));
        CompiledRuleset branch = built(written(attempt)
                .file("z.drl", "package acme\nrule \"Of the branch\" when In(mode == \"never\") then end\n"));
        String untouched = read(main);
        // One rule more takes its own steps, so each has its own.
        String untouchedBranch = read(branch);
        assertThat(untouched).contains("\"Out\":[{");
        for (String how : ENDINGS) {
            for (int i = 0; i < 3; i++) {
                write(main, how);
                assertThat(read(main))
                        .as("on the same thread, after it %s", how)
                        .isEqualTo(untouched);
            }
            assertThat(elsewhere(() -> read(main))).as("on another thread").isEqualTo(untouched);
            assertThat(read(branch)).as("on another branch").isEqualTo(untouchedBranch);
            elsewhere(() -> write(main, how));
            assertThat(read(main)).as("from another thread").isEqualTo(untouched);
            write(main, how);
            write(branch, how);
            assertThat(read(main)).as("from another branch").isEqualTo(untouched);
        }
    }

    /** The outcome, what fired, and how many steps that took: whatever differs would be a message. */
    private static String read(CompiledRuleset ruleset) {
        Decision decision = Rulesets.decide(ruleset, facts("read", ""));
        return Rulesets.text(decision) + decision.firedRules() + decision.use().steps();
    }

    private static boolean write(CompiledRuleset ruleset, String how) {
        if (how.equals("ends")) {
            Rulesets.decide(ruleset, facts("write", how));
        } else {
            assertThatThrownBy(() -> Rulesets.decide(ruleset, facts("write", how)))
                    .isInstanceOf(ProblemException.class);
        }
        return true;
    }

    private static <T> T elsewhere(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = Thread.ofPlatform().daemon().start(task);
        T result = task.get();
        thread.join();
        return result;
    }

    private static String texts(BuildResult result) {
        return result.diagnostics().stream().map(Diagnostic::text).collect(Collectors.joining("\n"));
    }

    /** What C2 leaves out once a method threw often is told as if it had not. */
    @Test
    void whetherJavaCompiledTheRulesIsNotSeen() {
        CompiledRuleset ruleset = built(WrittenRuleset.facts("In, Box", "Out")
                .file("a-types.drl", TYPES)
                .drl("""
                        package acme
                        function String says(String text, int zero, int[] array, Object object) {
                            String said = "";
                            try { text.length(); } catch (NullPointerException e) { said = e.getMessage(); }
                            try { zero = 1 / zero; } catch (ArithmeticException e) { said = said + e; }
                            try { zero = array[zero + 3]; } catch (ArrayIndexOutOfBoundsException e) { said = said + e; }
                            try { zero = ((Integer) object); } catch (ClassCastException e) { said = said + e.getMessage(); }
                            return said;
                        }
                        rule "Says" when In($n : n) then
                            String said = "";
                            for (int i = 0; i < $n; i++) said = says(null, 0, new int[2], "x");
                            insert(new Out(said));
                        end
                        """));
        String once = Rulesets.outcome(ruleset, "\"In\": {\"mode\": \"\", \"n\": 1}");
        for (int i = 0; i < 60; i++) {
            assertThat(Rulesets.outcome(ruleset, "\"In\": {\"mode\": \"\", \"n\": 2000}"))
                    .isEqualTo(once);
        }
        assertThat(once).contains("null", "/ by zero", "index", "type").doesNotContain("@");
    }
}
