package dev.understudy.routing;

import dev.understudy.context.ContextMeters;
import dev.understudy.context.ContextTokens;
import dev.understudy.context.JourneyContext;
import dev.understudy.ruleset.CommitId;
import jakarta.inject.Singleton;

/**
 * Has the answers at the first hop of a journey tell what was chosen there, for the caller to hand on. A side of a
 * rollout is no choice: each hop draws it anew from the same key, and a roll-back has to reach them all. Thread-safe.
 */
@Singleton
public class Handover {
    private final ContextTokens tokens;
    private final ContextMeters meters;

    Handover(ContextTokens tokens, ContextMeters meters) {
        this.tokens = tokens;
        this.meters = meters;
    }

    /** Writes it into the answer's headers, if there is something to hand on. */
    public void give(Selection selection, VertxRequestView request) {
        switch (selection.selectedBy()) {
            case CONTEXT, SHARE_LINK, HEADER, SESSION, PREVIEW_COOKIE -> {
                JourneyContext known = selection.context();
                request.handOver(known == null ? first(selection) : known.token());
            }
            case COHORT, ROLLOUT, DEFAULT -> {
                // Nothing was chosen, unless by whoever sent the request to an instance that serves a draft alone.
                if (!selection.view().branch().isMain()) {
                    request.handOver(first(selection));
                }
            }
        }
    }

    private String first(Selection selection) {
        CommitId asked = selection.commit();
        meters.issued();
        return tokens.issue(new JourneyContext.Choice(
                        selection.view().branch(),
                        asked == null ? selection.view().head() : asked,
                        selection.selectedBy().name(),
                        selection.effective()))
                .token();
    }
}
