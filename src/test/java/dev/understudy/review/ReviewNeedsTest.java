package dev.understudy.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.gitrepo.History;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Role;
import dev.understudy.manifest.ReviewRules;
import dev.understudy.manifest.ReviewRulesReader;
import dev.understudy.manifest.ReviewRulesResult;
import dev.understudy.review.Missing.Code;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What rules of review ask of a change of the ruleset {@code dose}, which the group {@code owners} owns on main. */
class ReviewNeedsTest {
    private static final CommitId BASE = new CommitId("b".repeat(40));
    private static final CommitId HEAD = new CommitId("a".repeat(40));

    private final SortedSet<String> paths = new TreeSet<>(Set.of("dose/a.drl"));
    private Evidence evidence = Evidence.NONE;

    /** A ruleset with owners on main, and with others on the branch. */
    private final class Written implements History {
        @Override
        public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
            return Optional.of(BASE);
        }

        @Override
        public List<CommitId> commits(CommitId head, List<CommitId> others, int most) {
            return List.of(head);
        }

        @Override
        public SortedSet<String> changedPaths(CommitId before, CommitId after, int most) {
            return paths;
        }

        @Override
        public Optional<byte[]> file(CommitId commit, String path, int mostBytes) {
            String owners = commit.equals(BASE) ? "owners" : "friends";
            return Optional.of(
                    ("owners: [" + owners + "]\nfacts: {in: [A], out: [B]}\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public SortedSet<String> people(Collection<CommitId> commits) {
            return new TreeSet<>();
        }

        @Override
        public Optional<Instant> firstAuthored(CommitId head, CommitId base, String folder) {
            return Optional.empty();
        }

        @Override
        public String subject(CommitId commit) {
            return "A change";
        }
    }

    private static Caller member(String name, String... groups) {
        return Caller.of(name, Set.of(Role.REVIEWER), Set.of(groups));
    }

    private List<Code> missing(String yaml, Caller... approving) {
        ReviewRulesResult read = new ReviewRulesReader().read(yaml.getBytes(StandardCharsets.UTF_8));
        assertThat(read).isInstanceOf(ReviewRulesResult.Read.class);
        ReviewRules rules = ((ReviewRulesResult.Read) read).rules();
        Map<String, Caller> votes = new HashMap<>();
        List.of(approving).forEach(who -> votes.put(who.name(), who));
        ReviewNeeds needs = new ReviewNeeds(new Written(), question -> evidence, new BlastRadii(new ObjectMapper()));
        ChangeRequest request = new ChangeRequest(
                "analyst",
                new BranchName("x"),
                new ChangeRequest.Wording("x", "", null),
                new ChangeRequest.Standing(HEAD, BASE, "mark", new TreeSet<>(Set.of("dose"))),
                Instant.EPOCH);
        return needs
                .missing(request, rules, new Votes(votes, Map.of(), Map.of(), Set.of(), Set.of()), evidence)
                .stream()
                .map(Missing::code)
                .toList();
    }

    private void knows(double percent, boolean breaks, boolean inside) {
        evidence = new Evidence(
                Map.of(), OptionalDouble.of(percent), Optional.of(breaks), Optional.of(inside), null, null);
    }

    @Test
    void ownersAreThoseOfMain() {
        assertThat(missing("")).containsExactly(Code.APPROVALS, Code.OWNER_APPROVAL);
        assertThat(missing("", member("a", "friends"))).containsExactly(Code.OWNER_APPROVAL);
        assertThat(missing("", member("a", "owners"))).isEmpty();
        assertThat(missing("owners: false", member("a"))).isEmpty();
    }

    @Test
    void aPatternExcusesItsOwnFilesAlone() {
        String yaml = "paths: {'*/scenarios/**': {owners: false}}";
        paths.add("dose/scenarios/b.yaml");
        assertThat(missing(yaml, member("a"))).containsExactly(Code.OWNER_APPROVAL);
        paths.remove("dose/a.drl");
        assertThat(missing(yaml, member("a"))).isEmpty();
    }

    @Test
    void theLargestNumberThatAppliesCounts() {
        String yaml = "approvals: 1\npaths:\n  dose/**: {approvals: 3}\n  '*.md': {approvals: 5}\n";
        assertThat(missing(yaml, member("a", "owners"), member("b"))).containsExactly(Code.APPROVALS);
        assertThat(missing(yaml, member("a", "owners"), member("b"), member("c")))
                .isEmpty();
    }

    @Test
    void eachGroupThatIsNamedIsAsked() {
        String yaml = "owners: false\npaths: {dose/**: {from: [risk, law]}}";
        assertThat(missing(yaml, member("a"))).containsExactly(Code.GROUP_APPROVAL, Code.GROUP_APPROVAL);
        assertThat(missing(yaml, member("a", "risk", "law"))).isEmpty();
    }

    @Test
    void whatIsNotKnownYetIsMissingOnlyWhenItIsAskedFor() {
        assertThat(missing("impact: {above: 5, approvals: 2}", member("a", "owners")))
                .containsExactly(Code.IMPACT_UNKNOWN);
        assertThat(missing("contractBreak: {approvals: 2}", member("a", "owners")))
                .containsExactly(Code.CONTRACT_UNKNOWN);
    }

    @Test
    void aLargeImpactAndABrokenContractAskForMore() {
        String yaml = "impact: {above: 5, approvals: 2}\ncontractBreak: {from: [risk]}\n";
        knows(5, false, true);
        assertThat(missing(yaml, member("a", "owners"))).isEmpty();
        knows(5.1, false, true);
        assertThat(missing(yaml, member("a", "owners"))).containsExactly(Code.APPROVALS);
        knows(0, true, true);
        assertThat(missing(yaml, member("a", "owners"))).containsExactly(Code.GROUP_APPROVAL);
        knows(0, false, false);
        assertThat(missing(yaml, member("a", "owners"))).containsExactly(Code.BLAST_RADIUS);
    }
}
