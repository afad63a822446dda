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
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the branch of a request: the first source that has a choice. From memory and without a lock, but for share
 * links. Thread-safe.
 */
@Singleton
public class BranchSelector {
    private final RulesetCatalog catalog;
    private final Previews previews;
    private final List<SelectionSource> sources;
    private final List<SelectionSource> withPreviews;
    private volatile @Nullable Selection byDefault;

    @Inject
    BranchSelector(
            RulesetCatalog catalog,
            SignedCookie cookies,
            ContextSource context,
            HeaderSource header,
            Previews previews) {
        SelectionSource session = new SessionSource(cookies, InstantSource.system());
        this.catalog = catalog;
        this.previews = previews;
        this.sources = List.of(context, header, session);
        this.withPreviews =
                List.of(context, new ShareLinkSource(previews), header, session, new PreviewCookieSource(previews));
    }

    /**
     * The branch that decides, when {@linkplain RequestView#isPreviewed a share link may have a say}: looked up on
     * another thread.
     *
     * @return fails as {@link #select} does
     */
    public CompletionStage<Selection> later(RequestView request, Caller caller) {
        return previews.elsewhere(() -> select(request, caller));
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
     * The branch that decides. Blocks when {@linkplain RequestView#isPreviewed a share link may have a say}, and does not
     * when none has.
     *
     * @throws ProblemException when an explicit choice can't be followed, or {@code NOT_READY} when there is no {@code
     *     main} yet
     */
    public Selection select(RequestView request, Caller caller) {
        Snapshot snapshot = catalog.snapshot();
        for (SelectionSource source : request.isPreviewed() ? withPreviews : sources) {
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
