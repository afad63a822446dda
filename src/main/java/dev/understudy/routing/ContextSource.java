package dev.understudy.routing;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Snapshot;
import dev.understudy.context.Baggage;
import dev.understudy.context.ContextMeters;
import dev.understudy.context.ContextMeters.Result;
import dev.understudy.context.ContextTokens;
import dev.understudy.context.Insiders;
import dev.understudy.context.JourneyContext;
import dev.understudy.context.Reading;
import dev.understudy.identity.Caller;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The context of a journey, in W3C {@code baggage}: a later hop never chooses anew. From outside it is ignored. From
 * inside, one that does not count is refused: else {@code main} would decide a draft's journey, and nobody would know.
 */
@Singleton
final class ContextSource implements SelectionSource {
    private final ContextTokens tokens;
    private final Insiders insiders;
    private final ContextMeters meters;
    private final Behind behind;

    ContextSource(ContextTokens tokens, Insiders insiders, ContextMeters meters, Behind behind) {
        this.tokens = tokens;
        this.insiders = insiders;
        this.meters = meters;
        this.behind = behind;
    }

    @Override
    public @Nullable Selection select(RequestView request, Caller caller, Snapshot snapshot) {
        // Most requests carry none: they pay for this look-up alone.
        return request.header(Baggage.HEADER) == null ? null : ofBaggage(request, caller, snapshot);
    }

    private @Nullable Selection ofBaggage(RequestView request, Caller caller, Snapshot snapshot) {
        Baggage ours = Baggage.read(request.headers(Baggage.HEADER));
        if (ours.isEmpty()) {
            return null;
        }
        if (!insiders.isInside(caller)) {
            meters.received(Result.OUTSIDE);
            return null;
        }
        if (ours.fault() != null) {
            throw malformed("The baggage can't be read: " + ours.fault() + ".");
        }
        String token = ours.token();
        if (token == null) {
            meters.lost();
            throw new ProblemException(
                    ProblemType.INVALID_CONTEXT,
                    "The baggage names a journey and has lost its context: hand " + Baggage.CONTEXT
                            + " on together with " + Baggage.JOURNEY + ".");
        }
        return switch (tokens.read(token)) {
            case Reading.Valid(JourneyContext context) -> follow(context, request, snapshot);
            case Reading.Refused refused -> throw refused(refused);
        };
    }

    private Selection follow(JourneyContext context, RequestView request, Snapshot snapshot) {
        JourneyContext.Choice choice = context.choice();
        requireAgreement(choice, request.header(RulesHeaders.BRANCH));
        BranchView view = snapshot.branch(choice.branch().value());
        if (view == null) {
            throw snapshot.only() == null && behind.isBehind(context)
                    ? behind.problem(context)
                    : HeaderSource.unknown(choice.branch(), snapshot);
        }
        meters.received(Result.FOLLOWED);
        // What is effective is main as it is now: a commit that was reverted meanwhile decides for nobody.
        boolean asItIs =
                choice.effective() || !choice.branch().isMain() && view.head().equals(choice.commit());
        return new Selection(view, asItIs ? null : choice.commit(), SelectedBy.CONTEXT, null, null, context);
    }

    /** The plain header is for meshes; it is never ignored, so it has to say the same. */
    private void requireAgreement(JourneyContext.Choice choice, @Nullable String header) {
        if (header == null) {
            return;
        }
        String written = header.strip();
        String branch = HeaderText.of(choice.branch());
        if (!written.equals(branch)
                && !written.equals(choice.branch().value())
                && !written.equals(branch + "@" + choice.commit())) {
            meters.received(Result.MALFORMED);
            throw new ProblemException(
                    ProblemType.CONFLICTING_BRANCHES,
                    "The journey's context is on '" + choice.branch()
                            + "', and Rules-Branch says otherwise. A later hop" + " hands both on as they came.",
                    Map.of("branch", choice.branch().value()));
        }
    }

    private ProblemException malformed(String sentence) {
        meters.received(Result.MALFORMED);
        return new ProblemException(ProblemType.INVALID_CONTEXT, sentence);
    }

    private ProblemException refused(Reading.Refused refused) {
        String sentence = "The journey's context " + refused.sentence() + ".";
        return switch (refused.fault()) {
            case MALFORMED -> malformed(sentence);
            case UNTRUSTED -> {
                meters.received(Result.UNTRUSTED);
                yield new ProblemException(ProblemType.UNTRUSTED_CONTEXT, sentence);
            }
            case NOT_NOW -> {
                meters.received(Result.EXPIRED);
                yield new ProblemException(
                        ProblemType.EXPIRED_CONTEXT, sentence + " Begin the journey anew, at its first hop.");
            }
        };
    }
}
