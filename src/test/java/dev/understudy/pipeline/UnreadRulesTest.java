package dev.understudy.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Entry;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.gitrepo.FilesNotHere;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.TreeId;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules whose files can't be read just now are not broken for good. */
@SuppressWarnings("NullAway.Init")
class UnreadRulesTest {
    private static final WrittenRuleset SEVEN = answers(7);
    private static final WrittenRuleset EIGHT = answers(8);
    private static final String FACTS = "\"In\": {\"n\": 1}";

    @TempDir
    Path data;

    @TempDir
    Path store;

    private final WrittenRepository repository = new WrittenRepository();
    private PipelineBed bed;

    private static WrittenRuleset answers(int number) {
        return WrittenRuleset.facts("In", "Out").drl("""
                package acme
                declare In n : int end
                declare Out n : int end
                rule "Answer" when In() then insert(new Out(%d)); end
                """.formatted(number));
    }

    private static RuntimeException failure() {
        return new UncheckedIOException(new IOException("Input/output error"));
    }

    static Stream<RuntimeException> failures() {
        RulesetSource lost = EIGHT.source();
        return Stream.of(new FilesNotHere(lost.name(), lost.tree()), failure());
    }

    @BeforeEach
    void start() {
        bed = new PipelineBed(data, repository, new RulesetCompiler(Rulesets.pieces(store)));
        repository.commit("main", SEVEN);
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aDraftThatCouldNotBeReadIsReadWhenItIsAskedForAgain(RuntimeException failure) {
        repository.commit("draft", EIGHT);
        TreeId tree = EIGHT.source().tree();
        Runnable found = repository.lose(tree, failure);
        bed.start();
        Entry draft = bed.entry("draft");

        assertThat(bed.build("draft"))
                .isInstanceOfSatisfying(
                        BuildResult.Rejected.class,
                        rejected -> assertThat(rejected.diagnostics().getFirst().text())
                                .contains("Its files "));
        assertThat(draft.slot().state()).isEqualTo(BuildSlot.State.IDLE);

        found.run();
        assertThat(bed.build("draft")).isInstanceOf(BuildResult.Built.class);
        assertThat(Rulesets.outcome(((BuildResult.Built) bed.build("draft")).ruleset(), FACTS))
                .contains("8");
    }

    @Test
    void mainGoesOnAndSaysWhatItCouldNotRead() {
        bed.start();
        CommitId commit = bed.main().commit();
        CommitId next = repository.commit("main", EIGHT);
        Runnable found = repository.lose(EIGHT.source().tree(), failure());

        bed.moved("main");
        assertThat(bed.main().commit()).isEqualTo(commit);
        assertThat(bed.main().refused().orElseThrow().diagnostics().getFirst().text())
                .contains("can't be read");

        found.run();
        bed.moved("main");
        assertThat(bed.main().commit()).isEqualTo(next);
        assertThat(bed.main().refused()).isEmpty();
    }
}
