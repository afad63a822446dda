package dev.understudy.review.mutation;

import dev.understudy.engine.RulesetCompiler;
import dev.understudy.engine.RulesetVariants;
import dev.understudy.engine.mutation.Mutation;
import dev.understudy.pipeline.BuildThreads;
import dev.understudy.review.coverage.ScenarioTests;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.RulesetSource;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One run: the rules as they are, then one mutant after the other, each a piece of work of its own on the threads that
 * build, so that a push waits for one mutant at most. Its fields are touched by one piece of work at a time.
 */
final class MutationRun implements MutationJob {
    private static final Logger LOG = Logger.getLogger(MutationRun.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int PATIENCE = 3;
    private static final Comparator<MutationReport.Survivor> BY_PLACE = Comparator.comparing(
                    (MutationReport.Survivor each) -> each.place().file())
            .thenComparingInt(each -> each.place().line())
            .thenComparingInt(each -> each.place().column())
            .thenComparing(MutationReport.Survivor::rule)
            .thenComparing(MutationReport.Survivor::mutant);

    private final RulesetCompiler compiler;
    private final BuildThreads threads;
    private final MutationConfig config;
    private final RulesetSource branch;
    private final List<String> rules;
    private final List<Consumer<MutationProgress>> told = new CopyOnWriteArrayList<>();
    private final CompletableFuture<MutationReport> report = new CompletableFuture<>();
    private final List<MutationReport.Survivor> survivors = new ArrayList<>();
    private volatile boolean cancelled;
    private volatile @Nullable State state;
    private long startedNanos;
    private long usedNanos;
    private int next;
    private int killed;
    private int invalid;

    /**
     * What stays the same from mutant to mutant.
     *
     * @param variants compiles them
     * @param guard what has to go on passing
     * @param found how many mutants there could be
     * @param chosen those to try
     */
    private record State(RulesetVariants variants, ScenarioTests.Guard guard, int found, List<Mutation> chosen) {}

    MutationRun(
            RulesetCompiler compiler,
            BuildThreads threads,
            MutationConfig config,
            RulesetSource branch,
            List<String> rules) {
        this.compiler = compiler;
        this.threads = threads;
        this.config = config;
        this.branch = branch;
        this.rules = List.copyOf(rules);
    }

    /** Tells of the progress from here on. */
    void tell(Consumer<MutationProgress> progress) {
        told.add(progress);
    }

    void start() {
        submit(this::prepare);
    }

    @Override
    public CompletableFuture<MutationReport> report() {
        return report.copy();
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    /** A piece of work: gives the end of the run, or null when there is more to do. */
    @FunctionalInterface
    private interface Piece {
        MutationReport.@Nullable End run();
    }

    private void submit(Piece piece) {
        var _ = threads.run(() -> Optional.ofNullable(timed(piece))).whenComplete((end, failure) -> {
            if (failure != null) {
                LOG.warnf(failure, "Trying mutants of %s at tree %s was given up.", branch.name(), branch.tree());
                finish(MutationReport.End.GIVEN_UP);
            } else if (end.isPresent()) {
                finish(end.get());
            } else {
                submit(this::tryNext);
            }
        });
    }

    private MutationReport.@Nullable End timed(Piece piece) {
        long before = THREADS.getCurrentThreadCpuTime();
        try {
            return cancelled ? MutationReport.End.CANCELLED : piece.run();
        } finally {
            usedNanos += THREADS.getCurrentThreadCpuTime() - before;
        }
    }

    private MutationReport.@Nullable End prepare() {
        startedNanos = System.nanoTime();
        Optional<RulesetVariants> variants = compiler.variants(branch);
        if (variants.isEmpty()) {
            return MutationReport.End.NOT_COMPILED;
        }
        ScenarioTests.Guard guard = new ScenarioTests().guard(variants.get().original(), branch);
        List<List<Mutation>> byRule = variants.get().mutations(rules);
        State prepared = new State(
                variants.get(),
                guard,
                byRule.stream().mapToInt(List::size).sum(),
                MutantChoice.of(byRule, config.mutants()));
        state = prepared;
        tell(prepared);
        return end(prepared);
    }

    private MutationReport.@Nullable End tryNext() {
        State known = state;
        if (known == null) {
            throw new IllegalStateException("Mutants come after the rules as they are.");
        }
        Mutation mutation = known.chosen().get(next++);
        Optional<CompiledRuleset> mutant = known.variants().with(mutation);
        if (mutant.isEmpty()) {
            invalid++;
        } else if (known.guard().failing(mutant.get(), mutation.rule()) != null) {
            killed++;
        } else {
            survivors.add(new MutationReport.Survivor(
                    mutation.rule(),
                    mutation.kind(),
                    mutation.place(),
                    mutation.original(),
                    mutation.mutated(),
                    mutation.line()));
        }
        tell(known);
        return end(known);
    }

    private void tell(State known) {
        MutationProgress now = new MutationProgress(next, known.chosen().size(), survivors.size());
        for (Consumer<MutationProgress> each : told) {
            try {
                each.accept(now);
            } catch (RuntimeException e) {
                LOG.warnf("Whoever is told of the progress of a run fails: %s", e);
            }
        }
    }

    private MutationReport.@Nullable End end(State known) {
        if (next == known.chosen().size()) {
            return MutationReport.End.COMPLETE;
        }
        long most = config.time().toNanos();
        boolean over = usedNanos > most || (System.nanoTime() - startedNanos) / PATIENCE > most;
        return over ? MutationReport.End.OUT_OF_TIME : null;
    }

    private void finish(MutationReport.End end) {
        State known = state;
        long millis = startedNanos == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        report.complete(new MutationReport(
                end,
                known == null ? 0 : known.guard().size(),
                known == null ? 0 : known.found(),
                known == null ? 0 : known.chosen().size(),
                killed,
                invalid,
                survivors.stream().sorted(BY_PLACE).toList(),
                millis));
        state = null;
    }
}
