package dev.understudy.share;

import dev.understudy.audit.AuditEvent;
import dev.understudy.database.Transactions;
import dev.understudy.gitrepo.BranchListener;
import dev.understudy.gitrepo.BranchUpdate;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.ruleset.BranchName;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Revokes the links of branches that were deleted: for good, since a branch of that name may be something else tomorrow.
 * What could not be written down is tried again with the next move. Thread-safe.
 */
@Singleton
class BranchEnds implements BranchListener {
    private static final Logger LOG = Logger.getLogger(BranchEnds.class);

    private final Transactions database;
    private final ShareStore store;
    private final Revocations revocations;
    private final RulesRepository repository;
    private final LinkBook book;
    private final Set<String> owed = ConcurrentHashMap.newKeySet();

    BranchEnds(
            Transactions database,
            ShareStore store,
            Revocations revocations,
            RulesRepository repository,
            LinkBook book) {
        this.database = database;
        this.store = store;
        this.revocations = revocations;
        this.repository = repository;
        this.book = book;
    }

    /** What was deleted while nobody looked. */
    void start(@Observes StartupEvent event) {
        try {
            if (repository.head(BranchName.MAIN).isPresent()) {
                end(null);
            }
        } catch (RuntimeException e) {
            LOG.error("Share links of branches that are gone can't be revoked now; they are when they are used", e);
        }
    }

    @Override
    public void moved(List<BranchUpdate> updates) {
        updates.stream()
                .filter(update -> update.to().isEmpty())
                .forEach(update -> owed.add(update.branch().value()));
        if (owed.isEmpty()) {
            return;
        }
        List<String> names = List.copyOf(owed);
        try {
            end(names);
            names.forEach(owed::remove);
        } catch (RuntimeException e) {
            LOG.error("Share links of deleted branches can't be revoked now; that is tried again", e);
        }
        book.forgetAll();
    }

    /** @param branches which were deleted; null for all that are not there */
    private void end(@Nullable List<String> branches) {
        for (ShareLink each : database.call(connection -> store.counting(connection, branches))) {
            if (branches != null || repository.head(each.shown().branch()).isEmpty()) {
                revocations.end(each, AuditEvent.SERVICE, Ending.BRANCH_GONE);
            }
        }
    }
}
