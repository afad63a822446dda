package dev.understudy.pipeline;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.gitrepo.FilesNotHere;
import dev.understudy.gitrepo.RepositoryFault;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetSource;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Builds slots, each once however many ask for it, off every request's path, a few at a time and within a budget.
 * Thread-safe.
 */
@Singleton
class BuildService implements BuildThreads {
    private static final Logger LOG = Logger.getLogger(BuildService.class);

    private final RulesRepository repository;
    private final RulesetCompiler compiler;
    private final RulesetCatalog catalog;
    private final MeterRegistry meters;
    private final BuildCrew crew;
    private final ConcurrentMap<BuildSlot.Key, CompletableFuture<BuildResult>> underWay = new ConcurrentHashMap<>();

    BuildService(
            RulesRepository repository,
            RulesetCompiler compiler,
            RulesetCatalog catalog,
            MeterRegistry meters,
            BuildConfig config) {
        this.repository = repository;
        this.compiler = compiler;
        this.catalog = catalog;
        this.meters = meters;
        int processors = Runtime.getRuntime().availableProcessors();
        this.crew = new BuildCrew(
                config.parallelism().orElse(Math.max(1, processors / 2)),
                config.timeLimit(),
                config.allocationLimitMegabytes() << 20,
                Thread.currentThread().getContextClassLoader());
        meters.gauge("understudy.builds.waiting", crew, BuildCrew::waiting);
    }

    /**
     * What comes of building {@code slot}; completes at once when that is known. What could not be read, or is not
     * fetched yet, is rejected for those who asked, and read again for the next.
     */
    CompletableFuture<BuildResult> build(BuildSlot slot) {
        BuildResult known = slot.result();
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<BuildResult> mine = new CompletableFuture<>();
        CompletableFuture<BuildResult> first = underWay.putIfAbsent(slot.key(), mine);
        if (first != null) {
            return first;
        }
        slot.compiling();
        crew.submit(new SlotJob(slot, mine, compiler::build));
        return mine;
    }

    /** What comes of building a slot that is in no catalog in another way than usual. */
    CompletableFuture<BuildResult> build(BuildSlot slot, Function<RulesetSource, BuildResult> make) {
        CompletableFuture<BuildResult> promise = new CompletableFuture<>();
        slot.compiling();
        crew.submit(new SlotJob(slot, promise, make));
        return promise;
    }

    /** Builds {@code slot} for whoever asks for it next; what comes of it is in the slot. */
    void start(BuildSlot slot) {
        var _ = build(slot);
    }

    @Override
    public <T> CompletableFuture<T> run(Supplier<T> work) {
        CompletableFuture<T> promise = new CompletableFuture<>();
        crew.submit(new PromisedJob<>(work, promise));
        return promise;
    }

    private final class SlotJob implements BuildCrew.Job {
        private final BuildSlot slot;
        private final CompletableFuture<BuildResult> promise;
        private final Function<RulesetSource, BuildResult> make;
        private final long startedNanos = System.nanoTime();

        SlotJob(BuildSlot slot, CompletableFuture<BuildResult> promise, Function<RulesetSource, BuildResult> make) {
            this.slot = slot;
            this.promise = promise;
            this.make = make;
        }

        @Override
        public void run() {
            try {
                finish(make.apply(
                        repository.read(slot.key().ruleset(), slot.key().tree())));
            } catch (RepositoryFault fault) {
                finish(new BuildResult.Rejected(slot.key().tree(), fault.diagnostics()));
            } catch (FilesNotHere missing) {
                LOG.debugf("%s It can't be built yet.", missing.getMessage());
                leave("Its files are not here yet.");
            } catch (UncheckedIOException unread) {
                LOG.errorf(
                        unread,
                        "%s at tree %s can't be read.",
                        slot.key().ruleset(),
                        slot.key().tree());
                leave("Its files can't be read on our side; the log has more.");
            } catch (RuntimeException | Error unforeseen) {
                LOG.errorf(
                        unforeseen,
                        "Building %s at tree %s failed.",
                        slot.key().ruleset(),
                        slot.key().tree());
                finish(rejected("Building failed on our side; the log has more."));
            }
        }

        /** What could not be read is no verdict on the rules: whoever asks next has it read again. */
        private void leave(String why) {
            slot.gaveUp();
            underWay.remove(slot.key(), promise);
            promise.complete(rejected(why));
        }

        @Override
        public void giveUp(String reason) {
            finish(rejected(reason));
        }

        private BuildResult rejected(String message) {
            Diagnostic why = Diagnostic.error(slot.key().ruleset() + "/ruleset.yaml", 1, 1, message);
            return new BuildResult.Rejected(slot.key().tree(), List.of(why));
        }

        private void finish(BuildResult result) {
            if (promise.isDone()) {
                return;
            }
            slot.finished(result);
            underWay.remove(slot.key(), promise);
            Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
            boolean built = result instanceof BuildResult.Built;
            meters.timer("understudy.builds", "outcome", built ? "built" : "rejected")
                    .record(took);
            LOG.infof(
                    "%s %s at tree %s in %d ms",
                    built ? "Built" : "Rejected",
                    slot.key().ruleset(),
                    slot.key().tree(),
                    took.toMillis());
            promise.complete(result);
            catalog.trim();
        }
    }

    @PreDestroy
    void close() {
        crew.close();
    }
}
