package dev.understudy.pipeline;

import dev.understudy.catalog.CatalogProbe;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.FirstRules;
import dev.understudy.catalog.Reverted;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.gitrepo.BranchUpdate;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Role;
import dev.understudy.identity.SigningKey;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.BuildResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One start of a service, as far as rules are concerned. */
final class PipelineBed implements AutoCloseable {
    private static final SigningKey KEY = new SigningKey(Base64.getEncoder().encodeToString(new byte[32]));

    private final Path data;
    private final WrittenRepository repository;
    private final RulesetCompiler compiler;
    private final RulesetCatalog catalog = CatalogProbe.empty(256);
    private boolean keep = true;
    private @Nullable BuildService builds;
    private @Nullable ChangePipeline pipeline;
    private @Nullable PushReview review;

    PipelineBed(Path data, WrittenRepository repository, RulesetCompiler compiler) {
        this.data = data;
        this.repository = repository;
        this.compiler = compiler;
    }

    /** Settings that break what this version refuses. */
    PipelineBed refusing() {
        keep = false;
        return this;
    }

    /** Takes up what the repository holds. */
    void start() {
        BuildConfig config = config();
        BuildService service = new BuildService(repository, compiler, catalog, new SimpleMeterRegistry(), config);
        Views views = new Views(repository, catalog);
        LiveRecord record = new LiveRecord(() -> data, new FormerLists(() -> data, KEY));
        builds = service;
        pipeline = new ChangePipeline(
                repository,
                catalog,
                service,
                views,
                record,
                new HeldRules(compiler, service, config),
                new FirstRules(),
                new Reverted());
        review = new PushReview(repository, service, views, catalog);
        repository.heads().keySet().forEach(this::moved);
    }

    /** Says that a branch moved. */
    void moved(String branch) {
        moved(new BranchName(branch));
    }

    private void moved(BranchName branch) {
        Objects.requireNonNull(pipeline).moved(List.of(update(branch)));
    }

    private BranchUpdate update(BranchName branch) {
        return new BranchUpdate(branch, Optional.empty(), repository.head(branch));
    }

    /** What a push of the branch's head is told: nothing when it is taken, and taken up. */
    String push(String name) {
        BranchName branch = new BranchName(name);
        String refusal = Objects.requireNonNull(review)
                .check(List.of(update(branch)), Caller.of("analyst", Set.of(Role.ANALYST), Set.of()), line -> {})
                .refusals()
                .getOrDefault(branch, "");
        if (refusal.isEmpty()) {
            moved(branch);
        }
        return refusal;
    }

    Entry main() {
        return entry("main");
    }

    /** The ruleset on a branch, once it was built. */
    Entry built(String branch) {
        Entry entry = entry(branch);
        var _ = build(branch);
        return entry;
    }

    /** What comes of building the ruleset on a branch. */
    BuildResult build(String branch) {
        return Objects.requireNonNull(builds).build(entry(branch).slot()).join();
    }

    Entry entry(String branch) {
        return Objects.requireNonNull(
                Objects.requireNonNull(catalog.snapshot().branch(branch)).ruleset("acme"));
    }

    long held() {
        return catalog.snapshot().heldOnMain();
    }

    String health() {
        return new RulesLive(catalog).call().getData().orElseThrow().toString();
    }

    @Override
    public void close() {
        if (pipeline != null && builds != null) {
            pipeline.close();
            builds.close();
        }
    }

    private BuildConfig config() {
        return new BuildConfig() {
            @Override
            public OptionalInt parallelism() {
                return OptionalInt.of(1);
            }

            @Override
            public Duration timeLimit() {
                return Duration.ofMinutes(5);
            }

            @Override
            public long allocationLimitMegabytes() {
                return 8192;
            }

            @Override
            public boolean keepRefusedMain() {
                return keep;
            }

            @Override
            public int classLimit() {
                return 50_000;
            }

            @Override
            public long classLimitMegabytes() {
                return 128;
            }

            @Override
            public long classStoreMegabytes() {
                return 1024;
            }
        };
    }
}
