package dev.understudy.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.understudy.gitrepo.BranchMoves;
import dev.understudy.gitrepo.MergeOutcome;
import dev.understudy.gitrepo.PendingPush;
import dev.understudy.gitrepo.Promotion;
import dev.understudy.ruleset.CommitId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change request with all that is known of it.
 *
 * @param summary what lists have of it, too
 * @param text Markdown, as it was written
 * @param textHtml the same as HTML that can do nothing
 * @param blastRadius what its author declared
 * @param contributors who may not approve it, since it is theirs
 * @param missing what stands between it and main
 * @param mergeable whether nothing does
 * @param conflicts where branch and main contradict each other
 * @param reviews the oldest first
 * @param others open ones that touch the same rulesets
 * @param evidence what is known of what it does
 * @param end how it ended, or how its merge stands
 */
record ChangeRequestView(
        @JsonUnwrapped ChangeSummary summary,
        String text,
        String textHtml,
        @Nullable BlastRadius blastRadius,
        Set<String> contributors,
        List<Missing> missing,
        boolean mergeable,
        List<ConflictsByRule.FileView> conflicts,
        List<ReviewView> reviews,
        List<OtherView> others,
        Map<String, Object> evidence,
        End end) {
    /**
     * An open request beside this one.
     *
     * @param number its number
     * @param title its title
     * @param branch its branch
     * @param author who opened it
     * @param rulesets what it touches
     */
    record OtherView(long number, String title, String branch, String author, List<String> rulesets) {
        static OtherView of(ChangeRequest request) {
            return new OtherView(
                    request.number(),
                    request.wording().title(),
                    request.branch().value(),
                    request.author(),
                    request.rulesets());
        }
    }

    /**
     * How it ended, or how its merge stands.
     *
     * @param closedAt when it was closed
     * @param closedBy who closed it
     * @param closedReason why
     * @param candidate the commit that main moves to, or has moved to
     * @param candidateBase where main was before
     * @param mergedBy who merged it
     * @param mergedAt when main had moved
     * @param remote where main comes from, and the candidate has to arrive
     * @param pushedAt when it had; null while it is promoted here, and pending there
     * @param pending why it is still pending, as this node knows it
     * @param dropped true when main has left the candidate again, though it had arrived; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record End(
            @Nullable Instant closedAt,
            @Nullable String closedBy,
            @Nullable String closedReason,
            @Nullable String candidate,
            @Nullable String candidateBase,
            @Nullable String mergedBy,
            @Nullable Instant mergedAt,
            @Nullable String remote,
            @Nullable Instant pushedAt,
            @Nullable PendingPush pending,
            @Nullable Boolean dropped) {
        static End of(ChangeRequest request, BranchMoves moves) {
            boolean dropped = request.state() == ChangeState.MERGED
                    && moves.promotion(request.candidate().orElseThrow()) == Promotion.DROPPED;
            return new End(
                    request.closedAt().orElse(null),
                    request.closedBy().orElse(null),
                    request.closedReason().orElse(null),
                    request.candidate().map(CommitId::value).orElse(null),
                    request.candidateBase().map(CommitId::value).orElse(null),
                    request.mergedBy().orElse(null),
                    request.mergedAt().orElse(null),
                    request.remote().orElse(null),
                    request.pushedAt().orElse(null),
                    request.isPending() ? moves.pendingPush().orElse(null) : null,
                    dropped ? true : null);
        }
    }

    static ChangeRequestView of(ChangeLook look, BlastRadii radii, ConflictsByRule conflicts, End end) {
        ChangeRequest request = look.request();
        Optional<Assessment> assessment = look.assessment();
        Set<Long> counting = assessment.map(each -> each.votes().counting()).orElse(Set.of());
        List<Missing> missing = assessment.map(Assessment::missing).orElse(List.of());
        return new ChangeRequestView(
                ChangeSummary.of(request),
                request.wording().text(),
                Markdown.html(request.wording().text()),
                radii.read(request.wording().blastRadius()).orElse(null),
                assessment.<Set<String>>map(Assessment::contributors).orElse(Set.of()),
                missing,
                assessment.isPresent() && assessment.get().blocking(false).isEmpty(),
                assessment.map(Assessment::merge).orElse(null) instanceof MergeOutcome.Conflict conflict
                        ? conflicts.of(request, conflict)
                        : List.of(),
                look.reviews().stream()
                        .map(review -> ReviewView.of(
                                review,
                                counting.contains(review.number()),
                                assessment.isPresent() && review.isLookedAtAgain(request)))
                        .toList(),
                look.others().stream().map(OtherView::of).toList(),
                look.evidence().document(),
                end);
    }
}
