package dev.understudy.review;

import dev.understudy.gitrepo.History;
import dev.understudy.gitrepo.RepositoryFault;
import dev.understudy.manifest.ManifestReader;
import dev.understudy.manifest.ManifestResult;
import dev.understudy.manifest.ReviewRules;
import dev.understudy.ruleset.CommitId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/** Holds the rules of review against the reviews. Thread-safe. */
@Singleton
class ReviewNeeds {
    private static final int MOST_PATHS = 10_000;
    private static final int MOST_BYTES = 64 << 10;

    private final History history;
    private final EvidenceSource evidence;
    private final BlastRadii radii;
    private final ManifestReader manifests = new ManifestReader().lenient();

    ReviewNeeds(History history, EvidenceSource evidence, BlastRadii radii) {
        this.history = history;
        this.evidence = evidence;
        this.radii = radii;
    }

    Evidence evidence(ChangeRequest request) {
        // What is over is not worked out any more.
        return evidence(
                request, request.baseHead(), request.head(), request.state().isOpen());
    }

    /** What the request did when an approval was found to hold last. */
    Evidence evidence(ChangeRequest request, Review.Held held) {
        return evidence(request, held.base(), held.head(), true);
    }

    private Evidence evidence(ChangeRequest request, CommitId base, CommitId head, boolean wanted) {
        return evidence.evidence(new EvidenceQuestion(
                new EvidenceQuestion.Pair(request.number(), base, head),
                wanted,
                radii.read(request.wording().blastRadius())));
    }

    /** What is missing of reviews. */
    List<Missing> missing(ChangeRequest request, ReviewRules rules, Votes votes, Evidence known) {
        CommitId fork = history.mergeBase(request.baseHead(), request.head()).orElse(request.baseHead());
        SortedSet<String> paths = history.changedPaths(fork, request.head(), MOST_PATHS);
        List<Missing> missing = new ArrayList<>();
        List<ReviewRules.Ask> asks = new ArrayList<>();
        rules.paths().stream()
                // With more files than are looked at, each pattern could match one of the others.
                .filter(rule -> paths.size() >= MOST_PATHS || paths.stream().anyMatch(rule::matches))
                .forEach(rule -> asks.add(rule.ask()));
        rules.impact().ifPresent(rule -> impact(rule, known, asks, missing));
        rules.contractBreak().ifPresent(ask -> contract(ask, known, asks, missing));
        int wanted = asks.stream().mapToInt(ReviewRules.Ask::approvals).reduce(rules.approvals(), Math::max);
        int there = votes.approving().size();
        if (there < wanted) {
            missing.add(Missing.of(
                    Missing.Code.APPROVALS,
                    (wanted == 1 ? "1 approval is needed" : wanted + " approvals are needed") + ", and "
                            + (there == 1 ? "1 is" : there + " are") + " there."));
        }
        for (String group : groups(asks)) {
            if (!votes.approvedBy(List.of(group))) {
                missing.add(
                        Missing.of(Missing.Code.GROUP_APPROVAL, "Somebody of the group " + group + " has to approve."));
            }
        }
        request.rulesets().forEach(name -> owners(request, name, ownersWanted(name, rules, paths), votes, missing));
        if (known.insideBlastRadius().equals(Optional.of(false))) {
            missing.add(Missing.of(
                    Missing.Code.BLAST_RADIUS, "It does more than was declared: see blastRadius and evidence."));
        }
        return missing;
    }

    private static SortedSet<String> groups(List<ReviewRules.Ask> asks) {
        SortedSet<String> groups = new TreeSet<>();
        asks.forEach(ask -> groups.addAll(ask.from()));
        return groups;
    }

    private static void impact(
            ReviewRules.ImpactRule rule, Evidence known, List<ReviewRules.Ask> asks, List<Missing> missing) {
        OptionalDouble changed = known.changedPercent();
        if (changed.isEmpty()) {
            missing.add(Missing.of(
                    Missing.Code.IMPACT_UNKNOWN,
                    "The rules of review ask how many decisions change, and that is not known yet."));
        } else if (changed.getAsDouble() > rule.abovePercent().orElse(0)) {
            asks.add(rule.ask());
        }
    }

    private static void contract(
            ReviewRules.Ask ask, Evidence known, List<ReviewRules.Ask> asks, List<Missing> missing) {
        if (known.breaksContract().isEmpty()) {
            missing.add(Missing.of(
                    Missing.Code.CONTRACT_UNKNOWN,
                    "The rules of review ask whether callers break, and that is not known yet."));
        } else if (known.breaksContract().get()) {
            asks.add(ask);
        }
    }

    /** Of each changed file the last pattern that speaks of owners decides; one file that wants them is enough. */
    private static boolean ownersWanted(String ruleset, ReviewRules rules, SortedSet<String> paths) {
        List<String> own =
                paths.stream().filter(path -> path.startsWith(ruleset + "/")).toList();
        return own.isEmpty() || paths.size() >= MOST_PATHS
                ? rules.owners()
                        || rules.paths().stream().anyMatch(rule -> rule.owners().orElse(false))
                : own.stream().anyMatch(path -> ownersWanted(path, rules));
    }

    private static boolean ownersWanted(String path, ReviewRules rules) {
        boolean wanted = rules.owners();
        for (ReviewRules.PathRule rule : rules.paths()) {
            if (rule.owners().isPresent() && rule.matches(path)) {
                wanted = rule.owners().get();
            }
        }
        return wanted;
    }

    private void owners(ChangeRequest request, String ruleset, boolean wanted, Votes votes, List<Missing> missing) {
        List<String> owners = wanted ? owners(request, ruleset) : List.of();
        if (!owners.isEmpty() && !votes.approvedBy(owners)) {
            missing.add(Missing.of(
                    Missing.Code.OWNER_APPROVAL,
                    ruleset,
                    "An owner of " + ruleset + " has to approve: somebody of " + String.join(" or ", owners) + "."));
        }
    }

    /** Those on main, since a branch could name others; of a new ruleset those on the branch. */
    private List<String> owners(ChangeRequest request, String ruleset) {
        return manifest(request.baseHead(), ruleset)
                .or(() -> manifest(request.head(), ruleset))
                .orElse(List.of());
    }

    private Optional<List<String>> manifest(CommitId commit, String ruleset) {
        String path = ruleset + "/ruleset.yaml";
        try {
            return history.file(commit, path, MOST_BYTES).flatMap(bytes -> switch (manifests.read(path, bytes)) {
                case ManifestResult.Read read -> Optional.of(read.manifest().owners());
                case ManifestResult.Faulty faulty -> Optional.empty();
            });
        } catch (RepositoryFault fault) {
            return Optional.empty();
        }
    }
}
