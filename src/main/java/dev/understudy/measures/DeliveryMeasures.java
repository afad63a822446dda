package dev.understudy.measures;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.gitrepo.History;
import dev.understudy.measures.Measures.Window;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.CompiledRuleset;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Works out the measures of a window. Blocking: it asks the database and, once for each change, git. Thread-safe. */
@Singleton
class DeliveryMeasures {
    private static final Logger LOG = Logger.getLogger(DeliveryMeasures.class);

    private final ChangeHistory changes;
    private final History git;
    private final RulesetCatalog catalog;

    DeliveryMeasures(ChangeHistory changes, History git, RulesetCatalog catalog) {
        this.changes = changes;
        this.git = git;
        this.catalog = catalog;
    }

    /**
     * The measures.
     *
     * @param from the window, from then on
     * @param to until just before
     * @param all of all rulesets
     * @param rulesets of each ruleset that has changed, by name
     * @param teams of each group that owns such a ruleset on main now, by name
     */
    record Report(
            Instant from,
            Instant to,
            Measures all,
            SortedMap<String, Measures> rulesets,
            SortedMap<String, Measures> teams) {}

    /** @throws ProblemException {@code NOT_READY} when the database is away */
    Report of(Window window) {
        List<LiveChange> found;
        try {
            askGit(window);
            found = changes.changes(window);
        } catch (SQLException e) {
            throw away(e);
        }
        SortedMap<String, List<LiveChange>> byRuleset = new TreeMap<>();
        SortedMap<String, List<LiveChange>> byTeam = new TreeMap<>();
        Map<String, List<String>> owners = owners();
        for (LiveChange each : found) {
            byRuleset.computeIfAbsent(each.ruleset(), _ -> new ArrayList<>()).add(each);
            owners.getOrDefault(each.ruleset(), List.of())
                    .forEach(team ->
                            byTeam.computeIfAbsent(team, _ -> new ArrayList<>()).add(each));
        }
        return new Report(
                window.from(), window.to(), Measures.of(found, window), of(byRuleset, window), of(byTeam, window));
    }

    private static SortedMap<String, Measures> of(SortedMap<String, List<LiveChange>> groups, Window window) {
        SortedMap<String, Measures> measures = new TreeMap<>();
        groups.forEach((name, group) -> measures.put(name, Measures.of(group, window)));
        return measures;
    }

    private Map<String, List<String>> owners() {
        SortedMap<String, List<String>> owners = new TreeMap<>();
        BranchView main = catalog.snapshot().main();
        if (main != null) {
            for (Entry each : main.rulesets().values()) {
                CompiledRuleset rules = each.slot().ruleset();
                if (rules != null) {
                    owners.put(
                            each.slot().key().ruleset().value(),
                            rules.manifest().owners());
                }
            }
        }
        return owners;
    }

    private void askGit(Window window) throws SQLException {
        for (ChangeHistory.Unasked each : changes.unasked(window)) {
            try {
                Instant written = each.base() == null
                        ? null
                        : git.firstAuthored(new CommitId(each.head()), new CommitId(each.base()), each.ruleset())
                                .orElse(null);
                changes.remember(each.id(), written);
            } catch (ProblemException | UncheckedIOException e) {
                // A copy of a remote may get the commit a moment later; what is old, it will not.
                LOG.debugf(e, "The first commit of a change of %s is not known", each.ruleset());
                if (each.old()) {
                    changes.remember(each.id(), null);
                }
            }
        }
    }

    private static RuntimeException away(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57")
                ? new ProblemException(ProblemType.NOT_READY, "The database does not answer; try again in a moment.")
                : new IllegalStateException("Changes can't be read: SQL state " + state, e);
    }
}
