package dev.understudy.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.decisionlog.query.KeptDecision;
import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.decisionlog.seal.Unsealed;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.routing.BranchSelector;
import dev.understudy.routing.Selection;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Facts;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides again what was decided before, on the rules of then or on others. Nothing of it is kept, and it gives way to
 * production as drafts do.
 */
@Singleton
class ReplayService {
    private static final TypeReference<List<Decision.FiredRule>> FIRED = new TypeReference<>() {};

    private final BranchSelector selector;
    private final DecisionService decisions;
    private final DraftWorkers workers;
    private final Sealing sealing;
    private final ObjectMapper json;

    /**
     * What came of it.
     *
     * @param rules which rules decided now
     * @param now what they decided
     * @param thenFired what had fired then
     * @param identical whether the outcome has the same bytes as then
     */
    record Replay(Resolved rules, Decision now, List<Decision.FiredRule> thenFired, boolean identical) {
        /** Rules that fired then, and did not now. */
        Set<String> onlyThen() {
            Set<String> names = names(thenFired);
            names.removeAll(names(now.firedRules()));
            return names;
        }

        /** Rules that fired now, and did not then. */
        Set<String> onlyNow() {
            Set<String> names = names(now.firedRules());
            names.removeAll(names(thenFired));
            return names;
        }

        private static Set<String> names(List<Decision.FiredRule> fired) {
            return fired.stream().map(Decision.FiredRule::rule).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    ReplayService(
            BranchSelector selector,
            DecisionService decisions,
            DraftWorkers workers,
            Sealing sealing,
            ObjectMapper json) {
        this.selector = selector;
        this.decisions = decisions;
        this.workers = workers;
        this.sealing = sealing;
        this.json = json;
    }

    /**
     * Decides it again. Waits for it; never called on an event loop.
     *
     * @param branch where, {@code feature/x} or {@code feature/x@<commit>}; null for the commit of then
     * @throws ProblemException {@code UNDECIDABLE} when its facts don't fit there, or can't be unsealed, and whatever a
     *     decision can be answered with
     */
    Replay replay(KeptDecision kept, @Nullable String branch) {
        Resolved rules = branch == null ? then(kept) : rules(kept, selector.named(branch));
        byte[] body = open(kept.body(), kept);
        try {
            Decision now = CompletableFuture.supplyAsync(() -> decide(rules, body), workers)
                    .join();
            boolean identical = Arrays.equals(open(kept.outcome(), kept), now.outcomeJson());
            return new Replay(rules, now, fired(kept), identical);
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProblemException problem ? problem : e;
        }
    }

    private static Decision decide(Resolved rules, byte[] body) {
        Facts facts;
        try {
            facts = rules.ruleset().read(body, 0, body.length);
        } catch (ProblemException other) {
            throw new ProblemException(
                    ProblemType.UNDECIDABLE,
                    "Its facts don't fit the types of '" + rules.name() + "' on '"
                            + rules.selection().view().branch() + "': " + other.detail(),
                    other.extensions());
        }
        return rules.ruleset().decide(facts, false);
    }

    /** Its own commit lies in the past of main, or of the branch that it was decided on. */
    private Resolved then(KeptDecision kept) {
        List<String> branches = new ArrayList<>(new LinkedHashSet<>(List.of("main", kept.rules().branch())));
        for (String each : branches) {
            try {
                return rules(kept, selector.named(each + "@" + kept.rules().commit()));
            } catch (ProblemException problem) {
                if (problem.type() != ProblemType.UNKNOWN_COMMIT && problem.type() != ProblemType.UNKNOWN_BRANCH) {
                    throw problem;
                }
            }
        }
        throw new ProblemException(
                ProblemType.UNDECIDABLE,
                "The commit that decided it, " + kept.rules().commit() + ", is neither in the past of 'main' nor of '"
                        + kept.rules().branch() + "' any more.",
                Map.of("commit", kept.rules().commit()));
    }

    private Resolved rules(KeptDecision kept, Selection selection) {
        return decisions.forBatch(kept.rules().ruleset(), selection);
    }

    private byte[] open(String sealed, KeptDecision kept) {
        Unsealed unsealed = sealing.unseal(sealed.getBytes(StandardCharsets.UTF_8), kept.id());
        if (!unsealed.complete()) {
            Set<String> keys = new LinkedHashSet<>(unsealed.lacking());
            keys.addAll(unsealed.damaged());
            throw new ProblemException(
                    ProblemType.UNDECIDABLE,
                    "Its sensitive values can't be opened: the key " + String.join(", ", keys)
                            + " is missing from understudy.decision-log.keys, or is another one.");
        }
        return unsealed.json();
    }

    private List<Decision.FiredRule> fired(KeptDecision kept) {
        try {
            return json.readValue(kept.firedRules(), FIRED);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The log's fired rules are no list of rules.", e);
        }
    }
}
