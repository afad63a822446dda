package dev.understudy.delivery;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Reverted;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.gitrepo.BranchMoves;
import dev.understudy.gitrepo.KeptCommits;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What main is by now, and this node's copy of it is not, since another node moved it and the next fetch is still to
 * come: promoted or former rules decide here from the moment that the database says so. Thread-safe.
 */
@Singleton
class Ahead {
    /** What a clock of a node may be off, and a fetch may take. A commit that none brought since was taken away again. */
    private static final Duration MARGIN = Duration.ofMinutes(15);

    private final ReversionStore reversions;
    private final RolloutStore rollouts;
    private final RulesRepository repository;
    private final BranchMoves moves;
    private final KeptCommits kept;
    private final RulesetCatalog catalog;

    Ahead(
            ReversionStore reversions,
            RolloutStore rollouts,
            RulesRepository repository,
            BranchMoves moves,
            KeptCommits kept,
            RulesetCatalog catalog) {
        this.reversions = reversions;
        this.rollouts = rollouts;
        this.repository = repository;
        this.moves = moves;
        this.kept = kept;
        this.catalog = catalog;
    }

    /**
     * Rules that decide in the place of those of this node's main.
     *
     * @param undone the slot of what main here has
     * @param instead what main is elsewhere
     * @param since when it was moved there
     */
    record Moved(BuildSlot.Key undone, Reverted.Instead instead, Instant since) {}

    /**
     * What happened of late.
     *
     * @param moved what is not here yet, the oldest first
     * @param undone what was reverted, be it here or not
     */
    record News(List<Moved> moved, Set<BuildSlot.Key> undone) {}

    /** Nothing where main is hosted: it has no copies. */
    News news(Connection connection) throws SQLException {
        List<Moved> moved = new ArrayList<>();
        Set<BuildSlot.Key> undone = new HashSet<>();
        if (moves.upstream().isEmpty()) {
            return new News(moved, undone);
        }
        Instant since = repository.confirmedAt().minus(MARGIN);
        for (Reversion each : reversions.done(connection, since)) {
            undone.add(each.undoneKey());
            String commit = each.progress().commit();
            Instant at = each.progress().endedAt();
            if (commit != null && at != null && !kept.has(new CommitId(commit))) {
                moved.add(new Moved(
                        each.undoneKey(),
                        new Reverted.Instead(each.target().commit(), catalog.slot(each.targetKey())),
                        at));
            }
        }
        for (RolloutRow each : rollouts.promoted(connection, since)) {
            CommitId commit = Objects.requireNonNull(each.promoted());
            Instant at = Objects.requireNonNull(each.times().endedAt());
            if (!kept.has(commit)) {
                RulesetName ruleset = new RulesetName(each.ruleset());
                RolloutRow.Sides sides = each.sides();
                BuildSlot slot = catalog.slot(new BuildSlot.Key(ruleset, sides.candidateTree()));
                moved.add(new Moved(
                        new BuildSlot.Key(ruleset, sides.baselineTree()), new Reverted.Instead(commit, slot), at));
            }
        }
        moved.sort(Comparator.comparing(Moved::since));
        return new News(moved, undone);
    }
}
