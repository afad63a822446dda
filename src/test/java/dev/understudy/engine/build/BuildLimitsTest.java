package dev.understudy.engine.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.RulesetCompiler;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.RulesetManifest.Limits;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes of a ruleset have a limit, and builds a share of the machine. */
@SuppressWarnings("NullAway.Init")
class BuildLimitsTest {
    @TempDir
    Path store;

    private static WrittenRuleset rules(int number) {
        return WrittenRuleset.facts("In", "Out")
                .drl("package acme\ndeclare In n : int end\ndeclare Out n : int end\n"
                        + IntStream.range(0, number)
                                .mapToObj(i -> "rule \"R" + i + "\" when In(n > " + i + ") then insert(new Out(" + i
                                        + ")); end\n")
                                .collect(Collectors.joining()));
    }

    private BuildResult build(BuildLimits limits, int number) {
        RulesetCompiler compiler = new RulesetCompiler(Rulesets.pieces(store).within(limits), Limits.PLATFORM);
        return compiler.build(rules(number).source());
    }

    private static void isBroken(BuildResult result, String words) {
        assertThat(result).isInstanceOf(BuildResult.Rejected.class);
        assertThat(result.diagnostics()).hasSize(1);
        assertThat(result.diagnostics().getFirst().text())
                .startsWith("acme/ruleset.yaml:1:1 The rules make more than " + words)
                .contains("the limit of a build; divide the ruleset");
    }

    @Test
    void tooManyClassesBreakARuleset() {
        isBroken(build(new BuildLimits(30, 128 << 20), 40), "30 classes");
        assertThat(build(BuildLimits.USUAL, 40)).isInstanceOf(BuildResult.Built.class);
        // What was compiled before counts as well.
        isBroken(build(new BuildLimits(30, 128 << 20), 40), "30 classes");
    }

    @Test
    void tooManyBytesOfClassesBreakARuleset() {
        isBroken(build(new BuildLimits(50_000, 1 << 10), 10), "0 MiB of classes");
    }

    @Test
    void aHugeRulesetIsNotCompiledToItsEnd() {
        long before = classesIn(store);
        isBroken(build(new BuildLimits(50, 128 << 20), 600), "50 classes");
        assertThat(classesIn(store) - before).isLessThan(20);
    }

    private static long classesIn(Path folder) {
        try (var files = java.nio.file.Files.walk(folder)) {
            return files.filter(java.nio.file.Files::isRegularFile).count();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void buildsKeepHalfOfTheProcessorsBusyAtMostButTwoWhereThereAreTwo() {
        assertThat(threadsOfOneBuild(1)).isEqualTo(1);
        assertThat(threadsOfOneBuild(2)).isEqualTo(2);
        assertThat(threadsOfOneBuild(3)).isEqualTo(2);
        assertThat(threadsOfOneBuild(4)).isEqualTo(2);
        assertThat(threadsOfOneBuild(16)).isEqualTo(8);
    }

    private static int threadsOfOneBuild(int processors) {
        MachineShare share = new MachineShare(processors);
        share.begin();
        int threads = 1;
        while (share.beginAnother()) {
            threads++;
        }
        share.end();
        assertThat(share.beginAnother()).as("when another one ended").isTrue();
        return threads;
    }
}
