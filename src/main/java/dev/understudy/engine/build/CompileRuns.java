package dev.understudy.engine.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the units of one build: a few at a time, since each run of the Java compiler looks at the same types again;
 * and large builds by two threads, of which the second lives as long as the build and goes with it.
 */
final class CompileRuns {
    /** Enough to pay for the start of the Java compiler, few enough to share out. */
    private static final int UNITS_A_RUN = 6;

    private static final int RUNS_WORTH_A_THREAD = 3;

    private final UnitCompiler compiler;
    private final BaseClasses base;
    private final MachineShare share;
    private final ClassCount count;
    private final Queue<List<RuleUnit>> runs = new ConcurrentLinkedQueue<>();
    private final Map<ContentKey, UnitCompiler.Result> results = new ConcurrentHashMap<>();
    private volatile @Nullable Throwable failure;

    /**
     * @param count what is over its limit is compiled no further
     */
    CompileRuns(UnitCompiler compiler, BaseClasses base, MachineShare share, ClassCount count) {
        this.compiler = compiler;
        this.base = base;
        this.share = share;
        this.count = count;
    }

    /** What came of each unit. */
    Map<ContentKey, UnitCompiler.Result> of(List<RuleUnit> units) {
        for (int from = 0; from < units.size(); from += UNITS_A_RUN) {
            runs.add(new ArrayList<>(units.subList(from, Math.min(units.size(), from + UNITS_A_RUN))));
        }
        share.begin();
        try {
            all();
        } finally {
            share.end();
        }
        if (failure != null) {
            throw new IllegalStateException("Compiling failed on our side.", failure);
        }
        return new HashMap<>(results);
    }

    private void all() {
        if (runs.size() < RUNS_WORTH_A_THREAD || !share.beginAnother()) {
            work();
        } else {
            CountDownLatch done = new CountDownLatch(1);
            Thread helper = Thread.ofPlatform()
                    .daemon()
                    .name(Thread.currentThread().getName() + "-helper")
                    .unstarted(() -> {
                        work();
                        share.end();
                        done.countDown();
                    });
            helper.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            helper.start();
            work();
            await(done);
        }
    }

    private void work() {
        try {
            for (List<RuleUnit> run = runs.poll(); run != null; run = runs.poll()) {
                keep(compiler.compile(run, base));
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            runs.clear();
        }
    }

    private void keep(Map<ContentKey, UnitCompiler.Result> some) {
        results.putAll(some);
        for (UnitCompiler.Result each : some.values()) {
            if (each instanceof UnitCompiler.Result.Compiled compiled) {
                count.add(compiled.classes());
            }
        }
        if (count.breach().isPresent()) {
            runs.clear();
        }
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Compiling was interrupted.", e);
        }
    }
}
