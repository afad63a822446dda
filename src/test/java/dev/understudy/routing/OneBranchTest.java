package dev.understudy.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.CatalogProbe;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.context.ContextProbe;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Role;
import dev.understudy.identity.SignedCookie;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Choosing a branch where only one is served. */
class OneBranchTest {
    private static final BranchName ONLY = new BranchName("feature/x");
    private static final Caller APP = Caller.of("app", Set.of(Role.APP), Set.of());
    private static final Caller ANALYST = Caller.of("analyst", Set.of(Role.ANALYST), Set.of());

    private final SignedCookie cookies = new SignedCookie(ContextProbe.KEY);
    private final RulesetCatalog catalog = CatalogProbe.serving(ONLY);
    private final BranchSelector selector = RoutingProbe.selector(catalog, cookies);

    private void bring(String... names) {
        Map<BranchName, BranchView> views = new HashMap<>();
        for (String name : names) {
            BranchName branch = new BranchName(name);
            views.put(branch, new BranchView(branch, new CommitId("a".repeat(40)), Map.of()));
        }
        catalog.change(all -> views);
    }

    private record Request(
            Map<String, String> headers, @Nullable String flag) implements RequestView {
        @Override
        public @Nullable String header(String name) {
            return headers.get(name);
        }

        @Override
        public @Nullable String cookie(String name) {
            return flag;
        }
    }

    private Selection select(Caller caller, Map<String, String> headers) {
        return selector.select(new Request(headers, null), caller);
    }

    private static String context(String branch) {
        return "rules.ctx="
                + ContextProbe.tokens(ContextProbe.KEY, InstantSource.system())
                        .issue(ContextProbe.choice(branch, "a"))
                        .token();
    }

    private void assertMisdirected(Caller caller, Map<String, String> headers, String asked) {
        assertThatThrownBy(() -> select(caller, headers)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.type()).isEqualTo(ProblemType.MISDIRECTED);
            assertThat(e.type().status()).isEqualTo(421);
            assertThat(e.extensions()).containsEntry("served", "feature/x").containsEntry("branch", asked);
        });
    }

    @Test
    void nothingElseIsEvenKept() {
        bring("main", "feature/x", "feature/y");
        assertThat(catalog.snapshot().names()).containsExactly("feature/x");
    }

    @Test
    void whoChoosesNothingGetsItAndItIsNotEffective() {
        bring("main", "feature/x");
        Selection selection = select(APP, Map.of());
        assertThat(selection.view().branch()).isEqualTo(ONLY);
        assertThat(selection.selectedBy()).isEqualTo(SelectedBy.DEFAULT);
        assertThat(selection.effective()).isFalse();
    }

    @Test
    void whoSaysItAgainNeedsNoRight() {
        bring("feature/x");
        Map<String, String> header = Map.of("Rules-Branch", "feature/x");
        assertThat(select(APP, header).selectedBy()).isEqualTo(SelectedBy.DEFAULT);
        assertThat(select(ANALYST, header).selectedBy()).isEqualTo(SelectedBy.HEADER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "feature/y", "feature/X"})
    void aHeaderThatNamesAnotherIsMisdirected(String asked) {
        bring("main", "feature/x");
        assertMisdirected(ANALYST, Map.of("Rules-Branch", asked), asked);
    }

    @Test
    void anotherBranchMayNotEvenBeAskedForWithoutTheRight() {
        bring("feature/x");
        assertThatThrownBy(() -> select(APP, Map.of("Rules-Branch", "main")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.FORBIDDEN));
    }

    @Test
    void aContextIsFollowedOrMisdirected() {
        bring("main", "feature/x");
        assertThat(select(APP, Map.of("baggage", context("feature/x"))).selectedBy())
                .isEqualTo(SelectedBy.CONTEXT);
        assertMisdirected(APP, Map.of("baggage", context("main")), "main");
    }

    @Test
    void aSessionOnAnotherIsMisdirected() {
        bring("main", "feature/x");
        String flag = cookies.encode(
                ANALYST, new BranchName("feature/y"), Instant.now().plus(1, ChronoUnit.HOURS));
        assertThatThrownBy(() -> selector.select(new Request(Map.of(), flag), ANALYST))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.MISDIRECTED));
    }

    @Test
    void untilItIsThereNothingIsReady() {
        bring("main");
        for (Map<String, String> headers : Set.of(Map.<String, String>of(), Map.of("Rules-Branch", "feature/x"))) {
            assertThatThrownBy(() -> select(ANALYST, headers))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.NOT_READY))
                    .hasMessageContaining("'feature/x'");
        }
        bring("feature/x");
        assertThat(select(APP, Map.of()).view().branch()).isEqualTo(ONLY);
    }
}
