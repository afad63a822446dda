package dev.understudy.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A review.
 *
 * @param id its number
 * @param author who wrote it
 * @param verdict what it says
 * @param commit the head that was looked at
 * @param text Markdown, as it was written
 * @param textHtml the same as HTML that can do nothing
 * @param spot what it is about, if not the whole
 * @param at when
 * @param counts whether it is worth something now: it has not lapsed, was not replaced, and its author may still review
 * @param again whether what the change does is looked at again, to know whether it still holds
 * @param evidence the number of the evidence that its author could see; null when it was not whole yet
 * @param lapsed why it does not hold any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReviewView(
        long id,
        String author,
        Verdict verdict,
        String commit,
        String text,
        String textHtml,
        Review.Spot spot,
        Instant at,
        boolean counts,
        boolean again,
        @Nullable Long evidence,
        @Nullable Lapse lapsed) {
    /**
     * Why a review does not hold any more.
     *
     * @param at since when
     * @param reason a sentence
     */
    record Lapse(Instant at, String reason) {}

    static ReviewView of(Review review, boolean counts, boolean again) {
        Lapse lapse = review.lapsedAt()
                .map(at -> new Lapse(at, review.lapsedReason().orElse("")))
                .orElse(null);
        return new ReviewView(
                review.number(),
                review.author(),
                review.verdict(),
                review.commit().value(),
                review.text(),
                Markdown.html(review.text()),
                review.spot(),
                review.at(),
                counts,
                again,
                review.evidence().orElse(null),
                lapse);
    }
}
