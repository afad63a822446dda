package dev.understudy.gitrepo;

import dev.understudy.identity.Caller;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules repository of this node for the rest of the service: opens it at the start, hosted or as a mirror, and
 * closes it at the end. Gates and listeners are looked up when they are first needed, since they need the repository.
 */
@Singleton
final class RepositoryHost {
    private static final int AFTER_ALL_LISTENERS_ARE_READY = 10_000;
    private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);

    private final Store store;
    private final RulesRepository rules;
    private final GitHttp http;
    private final BranchMoves moves;
    private final GitMerges merges;
    private final Instance<PushGate> gates;
    private final Instance<BranchListener> listeners;
    private final Instance<PushListener> pushes;
    private final @Nullable Mirror mirror;

    @Inject
    RepositoryHost(
            RepositoryConfig config,
            DataConfig data,
            @Any Instance<PushGate> gates,
            @Any Instance<BranchListener> listeners,
            @Any Instance<PushListener> pushes) {
        this.gates = gates;
        this.listeners = listeners;
        this.pushes = pushes;
        InstantSource clock = InstantSource.system();
        Optional<Upstream> upstream = config.url().map(url -> new Upstream(url, config));
        Store.Kind kind = upstream.isPresent() ? Store.Kind.MIRROR : Store.Kind.HOSTED;
        this.store = Store.open(data.data(), kind, PackagedSeed.own());
        Optional<String> name = upstream.map(Upstream::display);
        PushPorts ports = new PushPorts(
                this::check,
                told(),
                (push, terminal) -> this.pushes.forEach(each -> each.pushed(push, terminal)),
                new ReentrantLock(),
                config.maxPushBytes());
        this.merges = new GitMerges(
                store.git(), new CommitSigning(store.git(), config.commitKey().orElse(null)));
        RemoteMain remote = null;
        if (upstream.isPresent()) {
            FetchRecord record = new FetchRecord(store.folder().resolve("confirmed"), clock);
            Duration poll = config.pollInterval().compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : config.pollInterval();
            remote = new RemoteMain(store.git(), new PushRecord(clock));
            this.mirror = new Mirror(
                    new Mirror.Ends(store.git(), upstream.get(), remote, merges, record), ports.moves(), told(), poll);
            this.rules = new GitRulesRepository(store.git(), name, record);
        } else {
            this.mirror = null;
            this.rules = new GitRulesRepository(store.git(), name, Freshness.hosted(clock));
        }
        this.moves = new GitBranchMoves(store.git(), ports, name, remote);
        this.http = new GitHttp(store.git(), name, ports);
    }

    @Produces
    @Singleton
    RulesRepository rules() {
        return rules;
    }

    @Produces
    @Singleton
    AnchorRef anchors() {
        return new GitAnchorRef(store.git());
    }

    @Produces
    @Singleton
    History history() {
        return new GitHistory(store.git());
    }

    @Produces
    @Singleton
    Merges merges() {
        return merges;
    }

    @Produces
    @Singleton
    KeptCommits kept() {
        return new GitKeptCommits(store.git());
    }

    @Produces
    @Singleton
    BranchMoves moves() {
        return moves;
    }

    GitHttp http() {
        return http;
    }

    /** Asks for a fetch; false when nothing is fetched, since the repository is hosted here. */
    boolean fetchSoon() {
        if (mirror == null) {
            return false;
        }
        mirror.trigger();
        return true;
    }

    void start(@Observes @Priority(AFTER_ALL_LISTENERS_ARE_READY) StartupEvent event) {
        if (mirror != null) {
            mirror.start();
        }
    }

    private PushVerdict check(List<BranchUpdate> updates, Caller caller, Consumer<String> terminal) {
        Map<BranchName, String> refusals = new HashMap<>();
        for (PushGate gate : gates) {
            gate.check(updates, caller, terminal).refusals().forEach(refusals::putIfAbsent);
        }
        return new PushVerdict(refusals);
    }

    private BranchListener told() {
        return new BranchListener() {
            @Override
            public void moved(List<BranchUpdate> updates) {
                listeners.forEach(listener -> listener.moved(updates));
            }

            @Override
            public void arrived(CommitId main) {
                listeners.forEach(listener -> listener.arrived(main));
            }
        };
    }

    @PreDestroy
    void close() {
        if (mirror != null) {
            mirror.close();
        }
        store.close();
    }
}
