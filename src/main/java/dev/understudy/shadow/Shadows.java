package dev.understudy.shadow;

import dev.understudy.database.Transactions;
import dev.understudy.problem.ProblemException;
import dev.understudy.replay.compare.ReplayReport;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shadows before the first stages of rollouts; each ends when its rollout does not need it any more. Blocking; thread-safe. */
@Singleton
public class Shadows {
    private final Transactions database;
    private final ShadowStore store;
    private final ShadowNode node;

    Shadows(Transactions database, ShadowStore store, ShadowNode node) {
        this.database = database;
        this.store = store;
        this.node = node;
    }

    /** A commit, and git's tree of the ruleset's folder in it. */
    public record Rules(CommitId commit, TreeId tree) {}

    /**
     * What is to be shadowed.
     *
     * @param rollout its id, which is that of its shadow too
     * @param ruleset the name of the ruleset
     * @param candidate what decides unheard
     * @param baseline what decides
     * @param unitKind the routing key
     * @param key draws units
     * @param share how many of them
     * @param declared percent of decisions that change at most; null for none
     * @param by who started the rollout
     */
    public record Order(
            UUID rollout,
            String ruleset,
            Rules candidate,
            Rules baseline,
            String unitKind,
            RolloutKey key,
            Exposure share,
            @Nullable Double declared,
            String by) {}

    /**
     * Begins one, in the transaction of whoever calls.
     *
     * @throws ProblemException {@code NOT_READY} when the database is away
     */
    public void begin(Order order) {
        database.call(connection -> {
            store.insert(
                    connection,
                    new ShadowRow(
                            order.rollout(),
                            order.ruleset(),
                            new ShadowRow.Sides(
                                    null,
                                    order.candidate().commit(),
                                    order.candidate().tree(),
                                    order.baseline().commit(),
                                    order.baseline().tree()),
                            new ShadowRow.Draws(order.unitKind(), order.key(), order.share()),
                            new ShadowRow.Bounds(order.declared(), null, null),
                            new ShadowRow.Course(true, true, null, order.by(), Transactions.now(connection), null)));
            return order;
        });
        node.look();
    }

    /** What all nodes have counted of it. */
    public ShadowFigures figures(UUID rollout) {
        return database.call(connection -> store.figures(connection, rollout));
    }

    /** What all nodes have found: differences by kind and by rule, without outcomes. */
    public ReplayReport report(UUID rollout) {
        return Found.read(database.call(connection -> store.reports(connection, rollout)));
    }
}
