package dev.understudy.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.content.Sha256;
import dev.understudy.database.Transactions;
import dev.understudy.decisionlog.query.KeptDecision;
import dev.understudy.decisionlog.query.LogReader;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.rollout.bucket.Draw;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes what callers say of decisions. Of the first bad word on a unit the guardrails take note. Thread-safe. */
@Singleton
class FeedbackService {
    private static final int LONGEST_REASON = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LogReader log;
    private final Transactions transactions;
    private final FeedbackStore store;
    private final RolloutNode node;

    FeedbackService(LogReader log, Transactions transactions, FeedbackStore store, RolloutNode node) {
        this.log = log;
        this.transactions = transactions;
        this.store = store;
        this.node = node;
    }

    /**
     * What a caller says.
     *
     * @param verdict {@code good} or {@code bad}
     * @param reason why; needed for a bad one
     */
    record Order(@Nullable String verdict, @Nullable String reason) {}

    /**
     * Takes it. The same said twice is taken once.
     *
     * @return whether it is new
     * @throws ProblemException {@code NOT_FOUND} for a decision that the log does not have (yet), {@code FORBIDDEN} for
     *     somebody else's, {@code FEEDBACK_GIVEN} when it was said to be otherwise before
     */
    boolean take(Caller caller, String id, Order order) {
        String verdict = verdict(order);
        String reason = Steering.line(order.reason(), LONGEST_REASON, "/reason", "");
        if (verdict.equals("BAD") && reason.isEmpty()) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST, "/reason", "Say in one line what is bad about the decision.");
        }
        KeptDecision decision = log.named(id);
        caller.requireRuleset(decision.rules().ruleset());
        if (!decision.caller().equals(caller.name()) && !caller.may(Right.STEER_ROLLOUTS)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Another account asked for this decision; it may judge it, or an operator.");
        }
        FeedbackStore.Said said = new FeedbackStore.Said(
                decision.id(), decision.rules().ruleset(), decision.rules().commit(), verdict, reason, caller.name());
        boolean isNew = transactions.call(connection -> {
            boolean first = store.insert(connection, said, drawn(decision));
            String known =
                    first ? verdict : store.verdict(connection, decision.id()).orElse(verdict);
            if (!known.equals(verdict)) {
                throw new ProblemException(
                        ProblemType.FEEDBACK_GIVEN,
                        "This decision was reported as " + known.toLowerCase(Locale.ROOT) + " before.",
                        Map.of("verdict", known.toLowerCase(Locale.ROOT)));
            }
            return first;
        });
        if (isNew && verdict.equals("BAD")) {
            node.poke();
        }
        return isNew;
    }

    private static String verdict(Order order) {
        String verdict = order.verdict() == null ? "" : order.verdict();
        return switch (verdict) {
            case "good" -> "GOOD";
            case "bad" -> "BAD";
            default -> throw ProblemException.at(ProblemType.INVALID_REQUEST, "/verdict", "A verdict is good or bad.");
        };
    }

    /** Who is held out was never drawn for the candidate, and is not counted. */
    private static FeedbackStore.@Nullable Drawn drawn(KeptDecision decision) {
        String text = decision.assignment();
        String key = decision.routingKey();
        if (text == null || key == null) {
            return null;
        }
        try {
            JsonNode assignment = JSON.readTree(text);
            if (!assignment.path("label").asText().equals(Draw.ASSIGN)) {
                return null;
            }
            return new FeedbackStore.Drawn(
                    UUID.fromString(assignment.path("rollout").asText()),
                    bits(key),
                    assignment.path("candidate").asBoolean(),
                    assignment.path("ppm").asInt());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An assignment that this service wrote is JSON.", e);
        }
    }

    /** The log may hold a pseudonym: so units are told apart by what it holds. */
    private static long bits(String key) {
        return ByteBuffer.wrap(Sha256.of(key)).getLong();
    }
}
