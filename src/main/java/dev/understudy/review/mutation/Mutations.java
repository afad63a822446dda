package dev.understudy.review.mutation;

import dev.understudy.content.Remembered;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.pipeline.BuildThreads;
import dev.understudy.review.difference.RulesetDifference;
import dev.understudy.review.difference.TouchedRule;
import dev.understudy.ruleset.RulesetSource;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what of a change could be otherwise without a scenario noticing. Remembers the last runs by content, so that the
 * same two trees are tried once. Thread-safe.
 */
@Singleton
public class Mutations {
    private static final int MOST_REMEMBERED = 64;

    private final RulesetCompiler compiler;
    private final BuildThreads threads;
    private final MutationConfig config;
    private final Map<Key, MutationReport> known = new Remembered<>(MOST_REMEMBERED);

    private final ConcurrentMap<Key, MutationRun> underWay = new ConcurrentHashMap<>();

    /** What a report depends on: both trees, what compiles, and what rules may use. */
    private record Key(String base, String branch, String engine, String list) {}

    /** Compiles on {@code threads}. */
    public Mutations(RulesetCompiler compiler, BuildThreads threads, MutationConfig config) {
        this.compiler = compiler;
        this.threads = threads;
        this.config = config;
    }

    /** What is known of these two trees already; null when they were not tried, or too long ago. */
    public @Nullable MutationReport known(RulesetDifference difference) {
        synchronized (known) {
            return known.get(key(difference));
        }
    }

    /**
     * Tries mutants of the rules that the difference touches directly. When the same two trees are being tried already,
     * it is that run, for all who asked: whoever cancels it cancels it for all.
     *
     * @param branch the files of the difference's branch
     * @param progress told after each mutant, on a thread that builds
     * @throws IllegalArgumentException when {@code branch} is not that of the difference
     */
    public MutationJob start(RulesetDifference difference, RulesetSource branch, Consumer<MutationProgress> progress) {
        if (difference.branch() == null
                || !difference.branch().tree().equals(branch.tree().value())) {
            throw new IllegalArgumentException("These are not the files that were compared.");
        }
        MutationReport before = known(difference);
        if (before != null) {
            return new Done(CompletableFuture.completedFuture(before));
        }
        List<String> rules = new ArrayList<>();
        difference.touched().stream()
                .filter(TouchedRule::direct)
                .map(TouchedRule::rule)
                .forEach(rules::add);
        Key key = key(difference);
        MutationRun mine = new MutationRun(compiler, threads, config, branch, rules);
        MutationRun first = underWay.putIfAbsent(key, mine);
        if (first != null) {
            first.tell(progress);
            return first;
        }
        mine.tell(progress);
        var _ = mine.report().thenAccept(report -> {
            remember(key, report);
            underWay.remove(key, mine);
        });
        mine.start();
        return mine;
    }

    private record Done(CompletableFuture<MutationReport> report) implements MutationJob {
        @Override
        public void cancel() {
            // It is over.
        }
    }

    /** What was cut short by somebody, or by the machine, may end otherwise the next time. */
    private void remember(Key key, MutationReport report) {
        boolean lasting = switch (report.end()) {
            case COMPLETE, NOT_COMPILED, OUT_OF_TIME -> true;
            case CANCELLED, GIVEN_UP -> false;
        };
        if (lasting) {
            synchronized (known) {
                known.put(key, report);
            }
        }
    }

    private Key key(RulesetDifference difference) {
        return new Key(tree(difference.base()), tree(difference.branch()), RulesetCompiler.engine(), compiler.list());
    }

    private static String tree(RulesetDifference.@Nullable Side side) {
        return side == null ? "" : side.tree();
    }
}
