package dev.understudy.routing;

import static dev.understudy.context.ContextProbe.CLOCK;
import static dev.understudy.context.ContextProbe.KEY;
import static dev.understudy.context.ContextProbe.choice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.CatalogProbe;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.catalog.Snapshot;
import dev.understudy.context.ContextMeters;
import dev.understudy.context.ContextProbe;
import dev.understudy.context.ContextTokens;
import dev.understudy.context.Insiders;
import dev.understudy.context.JourneyContext.Choice;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Role;
import dev.understudy.identity.SigningKey;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A later hop never chooses anew. */
class ContextSourceTest {
    private static final Caller APP = Caller.of("app", Set.of(Role.APP), Set.of());
    private static final Caller ANALYST = Caller.of("analyst", Set.of(Role.ANALYST), Set.of());

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ContextMeters meters = new ContextMeters(registry);
    private final Insiders insiders = new Insiders(List.of("role:app"));
    private final ContextTokens tokens = ContextProbe.tokens(KEY, CLOCK);
    private final Snapshot snapshot = snapshot(Map.of("main", "1", "feature/x", "a"));
    private long ageSeconds;

    private static Snapshot snapshot(Map<String, String> heads) {
        RulesetCatalog catalog = CatalogProbe.empty(256);
        Map<BranchName, BranchView> views = new HashMap<>();
        heads.forEach((name, digit) -> {
            BranchName branch = new BranchName(name);
            views.put(branch, new BranchView(branch, new CommitId(digit.repeat(40)), Map.of()));
        });
        catalog.change(all -> views);
        return catalog.snapshot();
    }

    private record Request(Map<String, String> headers) implements RequestView {
        @Override
        public @Nullable String header(String name) {
            return headers.get(name);
        }

        @Override
        public @Nullable String cookie(String name) {
            return null;
        }
    }

    private @Nullable Selection select(Caller caller, Map<String, String> headers) {
        Behind behind = new Behind(() -> ageSeconds, CLOCK);
        return new ContextSource(tokens, insiders, meters, behind).select(new Request(headers), caller, snapshot);
    }

    private @Nullable Selection follow(Choice choice) {
        return select(APP, Map.of("baggage", "rules.ctx=" + tokens.issue(choice).token()));
    }

    private double received(String result) {
        return registry.get("understudy.context.received")
                .tag("result", result)
                .counter()
                .count();
    }

    private double lost() {
        return registry.get("understudy.context.lost").counter().count();
    }

    private void assertRefused(Map<String, String> headers, ProblemType type) {
        assertThatThrownBy(() -> select(APP, headers))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    @Test
    void aDraftAtItsHeadDecides() {
        Selection selection = Objects.requireNonNull(follow(choice("feature/x", "a")));
        assertThat(selection.view().branch().value()).isEqualTo("feature/x");
        assertThat(selection.commit()).isNull();
        assertThat(selection.selectedBy()).isEqualTo(SelectedBy.CONTEXT);
        assertThat(selection.effective()).isFalse();
        assertThat(received("followed")).isOne();
    }

    @Test
    void aDraftThatHasMovedDecidesByTheCommitOfTheFirstHop() {
        Selection selection = Objects.requireNonNull(follow(choice("feature/x", "b")));
        assertThat(selection.commit()).isEqualTo(new CommitId("b".repeat(40)));
        assertThat(selection.effective()).isFalse();
    }

    @Test
    void whatIsEffectiveIsMainAsItIsNow() {
        Choice effective = new Choice(BranchName.MAIN, new CommitId("9".repeat(40)), "HEADER", true);
        Selection selection = Objects.requireNonNull(follow(effective));
        assertThat(selection.commit()).isNull();
        assertThat(selection.effective()).isTrue();
    }

    @Test
    void aCommitOfMainThatWasAskedForIsNotEffectiveEvenIfItIsTheHead() {
        Selection selection = Objects.requireNonNull(follow(choice("main", "1")));
        assertThat(selection.commit()).isEqualTo(new CommitId("1".repeat(40)));
        assertThat(selection.effective()).isFalse();
    }

    @Test
    void aDraftCanNotBeSaidToBeEffective() {
        assertThatThrownBy(() -> new Choice(new BranchName("feature/x"), new CommitId("a".repeat(40)), "HEADER", true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBranchThatIsGoneIsAskedForInVain() {
        String token = tokens.issue(choice("feature/gone", "a")).token();
        assertRefused(Map.of("baggage", "rules.ctx=" + token), ProblemType.UNKNOWN_BRANCH);
    }

    @Test
    void aNodeThatHasNotLookedSinceSaysToTryAgain() {
        ageSeconds = 5;
        String token = tokens.issue(choice("feature/new", "a")).token();
        assertRefused(Map.of("baggage", "rules.ctx=" + token), ProblemType.NOT_READY);
    }

    @Test
    void thePlainHeaderMaySayTheSame() {
        String baggage = "rules.ctx=" + tokens.issue(choice("feature/x", "a")).token();
        assertThat(select(APP, Map.of("baggage", baggage, "Rules-Branch", "feature/x")))
                .isNotNull();
        assertThat(select(APP, Map.of("baggage", baggage, "Rules-Branch", "feature/x@" + "a".repeat(40))))
                .isNotNull();
    }

    @Test
    void aPlainHeaderThatSaysOtherwiseIsAConflict() {
        String baggage = "rules.ctx=" + tokens.issue(choice("feature/x", "a")).token();
        assertRefused(Map.of("baggage", baggage, "Rules-Branch", "main"), ProblemType.CONFLICTING_BRANCHES);
    }

    @Test
    void fromOutsideItIsIgnoredAndCounted() {
        String baggage = "rules.ctx=" + tokens.issue(choice("feature/x", "a")).token();
        assertThat(select(ANALYST, Map.of("baggage", baggage))).isNull();
        assertThat(select(ANALYST, Map.of("baggage", "rules.ctx=forged"))).isNull();
        assertThat(select(ANALYST, Map.of("baggage", "rules.ctx=%zz"))).isNull();
        assertThat(received("outside")).isEqualTo(3);
    }

    @Test
    void baggageOfOthersChoosesNothing() {
        assertThat(select(APP, Map.of("baggage", "user=alice,%zz"))).isNull();
        assertThat(select(APP, Map.of())).isNull();
    }

    @Test
    void fromInsideWhatDoesNotCountIsRefused() {
        ContextTokens other = ContextProbe.tokens(new SigningKey("B".repeat(44)), CLOCK);
        String forged = other.issue(choice("feature/x", "a")).token();
        InstantSource before = InstantSource.fixed(CLOCK.instant().minusSeconds(301));
        String old =
                ContextProbe.tokens(KEY, before).issue(choice("feature/x", "a")).token();
        assertRefused(Map.of("baggage", "rules.ctx=" + forged), ProblemType.UNTRUSTED_CONTEXT);
        assertRefused(Map.of("baggage", "rules.ctx=" + old), ProblemType.EXPIRED_CONTEXT);
        assertRefused(Map.of("baggage", "rules.ctx=garbage"), ProblemType.INVALID_CONTEXT);
        assertRefused(Map.of("baggage", "rules.ctx=%"), ProblemType.INVALID_CONTEXT);
        assertRefused(Map.of("baggage", "rules.ctx=a,rules.ctx=b"), ProblemType.INVALID_CONTEXT);
        assertThat(received("untrusted")).isOne();
        assertThat(received("expired")).isOne();
        assertThat(received("malformed")).isEqualTo(3);
    }

    @Test
    void aJourneyWithoutItsContextIsRefusedAndCounted() {
        assertRefused(Map.of("baggage", "rules.journey=j"), ProblemType.INVALID_CONTEXT);
        assertThat(lost()).isOne();
    }

    @Test
    void thePlainHeaderAloneIsAContextThatWasLost() {
        HeaderSource header = new HeaderSource(insiders, meters);
        assertThatThrownBy(() -> header.select(new Request(Map.of("Rules-Branch", "feature/x")), APP, snapshot))
                .hasMessageContaining("The request has no context of a journey either");
        assertThat(header.select(new Request(Map.of("Rules-Branch", "feature/x")), ANALYST, snapshot))
                .isNotNull();
        assertThat(lost()).isOne();
    }
}
