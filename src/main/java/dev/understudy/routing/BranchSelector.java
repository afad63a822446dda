package dev.understudy.routing;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.catalog.Snapshot;
import dev.understudy.identity.Caller;
import dev.understudy.identity.SignedCookie;
import dev.understudy.isolation.Misdirected;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the branch of a request: the first source that has a choice. From memory, without a lock. Thread-safe. */
@Singleton
public class BranchSelector {
    private final RulesetCatalog catalog;
    private final List<SelectionSource> sources;
    private volatile @Nullable Selection byDefault;

    @Inject
    BranchSelector(RulesetCatalog catalog, SignedCookie cookies, ContextSource context, HeaderSource header) {
        this(catalog, List.of(context, header, new SessionSource(cookies, InstantSource.system())));
    }

    BranchSelector(RulesetCatalog catalog, List<SelectionSource> sources) {
        this.catalog = catalog;
        this.sources = sources;
    }

    /**
     * The branch that a text names, chosen on purpose.
     *
     * @param written {@code feature/x} or {@code feature/x@<commit>}
     * @throws ProblemException {@code UNKNOWN_BRANCH} with near names, {@code INVALID_BRANCH_NAME}
     */
    public Selection named(String written) {
        return HeaderSource.named(written.strip(), catalog.snapshot());
    }

    /**
     * The branch that decides.
     *
     * @throws ProblemException when an explicit choice can't be followed, or {@code NOT_READY} when there is no {@code
     *     main} yet
     */
    public Selection select(RequestView request, Caller caller) {
        Snapshot snapshot = catalog.snapshot();
        for (SelectionSource source : sources) {
            Selection selection = source.select(request, caller, snapshot);
            if (selection != null) {
                return selection;
            }
        }
        BranchView standard = snapshot.standard();
        if (standard == null) {
            throw nothingIsLive(snapshot);
        }
        Selection known = byDefault;
        if (known == null || !known.isFor(standard)) {
            known = new Selection(standard, null, SelectedBy.DEFAULT, false);
            byDefault = known;
        }
        return known;
    }

    private static ProblemException nothingIsLive(Snapshot snapshot) {
        BranchName only = snapshot.only();
        return only != null
                ? Misdirected.notThere(only)
                : new ProblemException(
                        ProblemType.NOT_READY,
                        "Nothing is live: the rules repository has no branch 'main' yet, or is still being read.");
    }
}
