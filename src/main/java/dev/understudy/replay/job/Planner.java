package dev.understudy.replay.job;

import dev.understudy.decision.ApartDecisions;
import dev.understudy.decisionlog.query.LogQuery;
import dev.understudy.decisionlog.query.LogScan;
import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.CompiledRuleset;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Finds what a replay is of: which rules and which decisions. Blocking and thread-safe. */
@Singleton
class Planner {
    private static final Set<ProblemType> PASSING = Set.of(
            ProblemType.COMPILING,
            ProblemType.NOT_READY,
            ProblemType.TOO_MANY_REQUESTS,
            // A node that has just started does not know its branches yet.
            ProblemType.UNKNOWN_BRANCH,
            ProblemType.UNKNOWN_COMMIT,
            ProblemType.UNKNOWN_RULESET);

    /** So many decisions are drawn from in far less than a second. */
    private static final int WATCHED = 1_024;

    private final ApartDecisions decisions;
    private final LogScan log;
    private final Sealing sealing;

    Planner(ApartDecisions decisions, LogScan log, Sealing sealing) {
        this.decisions = decisions;
        this.sealing = sealing;
        this.log = log;
    }

    /** The rules to decide by can't be had, at least not now. */
    static final class NoRulesException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean passing;

        NoRulesException(String sentence, boolean passing) {
            super(sentence, null, false, false);
            this.passing = passing;
        }

        String sentence() {
            return Objects.requireNonNull(getMessage());
        }

        /** Whether it may be otherwise soon. */
        boolean isPassing() {
            return passing;
        }
    }

    /**
     * The rules that are asked for.
     *
     * @throws ProblemException whatever a decision on that branch is refused with
     */
    ApartDecisions.Rules rules(ReplayRequest request) {
        try {
            return decisions.rules(request.ruleset(), request.onto());
        } catch (ProblemException problem) {
            throw problem.type() == ProblemType.INVALID_BRANCH_NAME
                    ? ProblemException.at(problem.type(), "/onto", problem.detail())
                    : problem;
        }
    }

    /**
     * The same, with a sensitive routing key looked for as the log has it: the request is kept, and shown to others.
     *
     * @throws ProblemException {@code FORBIDDEN} when the key is sensitive and the caller may not see such values
     */
    ReplayRequest underPseudonym(ReplayRequest request, CompiledRuleset rules, Caller by) {
        String key = request.query().routingKey();
        if (key == null || !(rules.manifest().routingKeyIsSensitive() || isSensitiveOnMain(request.ruleset()))) {
            return request;
        }
        // To find somebody's decisions by a sensitive key is to see it.
        by.require(Right.SEE_SENSITIVE);
        return RequestReader.withRoutingKey(request, sealing.pseudonym(key));
    }

    /** A draft may call it otherwise. */
    private boolean isSensitiveOnMain(String ruleset) {
        try {
            return decisions.rules(ruleset, "main").ruleset().manifest().routingKeyIsSensitive();
        } catch (ProblemException notOnMain) {
            return false;
        }
    }

    /** The very rules that a replay was begun with. */
    CompiledRuleset rules(ReplayRow row) throws NoRulesException {
        ReplayRow.Target target = row.target();
        Set<String> places = new LinkedHashSet<>(
                List.of(target.branch(), target.branch() + "@" + target.commit(), "main@" + target.commit()));
        NoRulesException fault = new NoRulesException(
                "The rules at " + target.commit() + " are not what they were when the replay began, or another version"
                        + " of the service decides now; ask for it once more.",
                false);
        for (String each : places) {
            try {
                CompiledRuleset rules =
                        decisions.rules(row.asked().ruleset(), each).ruleset();
                if (rules.tree().value().equals(target.tree()) && rules.engine().equals(target.engine())) {
                    return rules;
                }
            } catch (ProblemException problem) {
                fault = new NoRulesException(problem.detail(), PASSING.contains(problem.type()));
            }
        }
        throw fault;
    }

    /**
     * The decisions that a query finds now.
     *
     * @param most how many they may be
     * @throws ProblemException {@code QUERY_TOO_WIDE} when there are more, and as the log can't be read
     */
    DecisionSet find(LogQuery query, @Nullable Sample sample, int most) {
        DecisionSet found = new DecisionSet();
        boolean newest = sample != null && sample.method() == Sample.Method.NEWEST;
        int enough = sample != null && newest ? sample.size() : most;
        log.ids(query, id -> {
            if (!newest && found.count() == enough) {
                throw new ProblemException(
                        ProblemType.QUERY_TOO_WIDE,
                        "The filter finds more than " + most + " decisions. Narrow it, or ask for the newest of them:"
                                + " \"sample\": {\"size\": " + most + "}.");
            }
            found.add(id);
            return !newest || found.count() < enough;
        });
        return found;
    }

    /**
     * Draws a sample from those that a query finds, as far as they were there when the replay was asked for.
     *
     * @param from gets all of them
     * @param watch is asked now and then whether to go on; what is drawn until then is in vain
     */
    List<UUID> draw(LogQuery query, ReplayRow row, DecisionSet from, BooleanSupplier watch) {
        Sample sample = Objects.requireNonNull(row.asked().sample(), "A sample is wanted.");
        UUID newest = Objects.requireNonNull(row.found().newest(), "There is something to draw from.");
        SpreadSample drawn = new SpreadSample(sample.size());
        log.tagged(query, (id, tags) -> {
            if (id.compareTo(newest) <= 0) {
                from.add(id);
                drawn.add(id, tags);
            }
            return from.count() % WATCHED != 0 || watch.getAsBoolean();
        });
        return new ArrayList<>(drawn.drawn());
    }
}
