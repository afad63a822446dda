package dev.understudy.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.decision.ApartDecisions;
import dev.understudy.decisionlog.query.KeptDecision;
import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.decisionlog.seal.Unsealed;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.Decision;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides again what was decided before, on the rules of then or on others. */
@Singleton
public class ReplayService {
    private static final TypeReference<List<Decision.FiredRule>> FIRED = new TypeReference<>() {};

    private final ApartDecisions decisions;
    private final Sealing sealing;
    private final ObjectMapper json;

    /**
     * What came of it.
     *
     * @param now what was decided now, and by which rules
     * @param thenFired what had fired then
     * @param identical whether the outcome has the same bytes as then
     */
    public record Replay(ApartDecisions.Result now, List<Decision.FiredRule> thenFired, boolean identical) {
        /** Rules that fired then, and did not now. */
        Set<String> onlyThen() {
            Set<String> names = names(thenFired);
            names.removeAll(names(now.decision().firedRules()));
            return names;
        }

        /** Rules that fired now, and did not then. */
        Set<String> onlyNow() {
            Set<String> names = names(now.decision().firedRules());
            names.removeAll(names(thenFired));
            return names;
        }

        private static Set<String> names(List<Decision.FiredRule> fired) {
            return fired.stream().map(Decision.FiredRule::rule).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    ReplayService(ApartDecisions decisions, Sealing sealing, ObjectMapper json) {
        this.decisions = decisions;
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
    public Replay replay(KeptDecision kept, @Nullable String branch) {
        byte[] body = open(kept.body(), kept);
        ApartDecisions.Result now = branch == null
                ? then(kept, body)
                : decisions.decide(kept.rules().ruleset(), branch, body);
        boolean identical =
                Arrays.equals(open(kept.outcome(), kept), now.decision().outcomeJson());
        return new Replay(now, fired(kept), identical);
    }

    /** Its own commit lies in the past of main, or of the branch that it was decided on. */
    private ApartDecisions.Result then(KeptDecision kept, byte[] body) {
        List<String> branches =
                new ArrayList<>(new LinkedHashSet<>(List.of("main", kept.rules().branch())));
        for (String each : branches) {
            try {
                return decisions.decide(
                        kept.rules().ruleset(), each + "@" + kept.rules().commit(), body);
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
