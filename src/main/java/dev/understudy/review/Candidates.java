package dev.understudy.review;

import dev.understudy.gitrepo.MergeOutcome;
import dev.understudy.gitrepo.Merges;
import dev.understudy.pipeline.CommitChecks;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes commits that may become main. Thread-safe; waits for their builds. */
@Singleton
class Candidates {
    private final Merges merges;
    private final CommitChecks checks;
    private final RulesOfReview rules;
    private final ConflictsByRule conflicts;

    Candidates(Merges merges, CommitChecks checks, RulesOfReview rules, ConflictsByRule conflicts) {
        this.merges = merges;
        this.checks = checks;
        this.rules = rules;
        this.conflicts = conflicts;
    }

    CommitId make(ChangeRequest request, Assessment assessment, boolean override) {
        if (assessment.merge() instanceof MergeOutcome.Conflict conflict) {
            throw new ProblemException(
                    ProblemType.MERGE_CONFLICT,
                    "The branch and main contradict each other; merge main into the branch with git, and push.",
                    Map.of("conflicts", conflicts.of(request, conflict)));
        }
        List<Missing> blocking = assessment.blocking(override);
        if (!blocking.isEmpty() || !(assessment.merge() instanceof MergeOutcome.Clean clean)) {
            throw blocked(request, blocking, override && !assessment.isOverridden());
        }
        CommitId candidate = merges.commit(clean, request.author(), message(request, assessment));
        List<Diagnostic> faults = new ArrayList<>(checks.faults(candidate));
        faults.addAll(rules.faults(candidate));
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    ProblemType.MERGE_BLOCKED,
                    "Merged onto main, the change does not compile or has scenarios that fail: "
                            + faults.getFirst().text(),
                    Map.of("diagnostics", faults));
        }
        return candidate;
    }

    private static ProblemException blocked(ChangeRequest request, List<Missing> blocking, boolean tooFew) {
        String first =
                blocking.isEmpty() ? "It brings nothing." : blocking.getFirst().message();
        String more = blocking.size() > 1 ? " And " + (blocking.size() - 1) + " more: see missing." : "";
        String override = tooFew ? " An override takes the word of two people who took no part." : "";
        return new ProblemException(
                ProblemType.MERGE_BLOCKED,
                "Change request " + request.number() + " can't be merged yet. " + first + more + override,
                Map.of("missing", blocking));
    }

    /** What a line of it begins with can't be forged by a title: that is one line, and not the first. */
    private static String message(ChangeRequest request, Assessment assessment) {
        StringBuilder message = new StringBuilder(200)
                .append("Merge change request ")
                .append(request.number())
                .append("\n\n  ")
                .append(request.wording().title())
                .append("\n\nChange-Request: ")
                .append(request.number())
                .append('\n');
        assessment.votes().approving().keySet().forEach(name -> trailer(message, "Reviewed-by", name));
        assessment.votes().overriding().keySet().forEach(name -> trailer(message, "Overridden-by", name));
        return message.toString();
    }

    private static void trailer(StringBuilder message, String key, String account) {
        message.append(key)
                .append(": ")
                .append(account)
                .append(" <")
                .append(account)
                .append("@understudy>\n");
    }
}
