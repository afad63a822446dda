package dev.understudy.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.CatalogProbe;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkBookTest {
    private static final UUID ID = UUID.fromString("0198c2b4-1234-7000-8000-00000000abcd");

    private final RulesetCatalog catalog = CatalogProbe.empty(1);
    private long nanos = Long.MAX_VALUE - 7;
    private int lookups;
    private boolean away;
    private @Nullable Ending ending;
    private long endsIn = Duration.ofDays(1).toNanos();

    private final LinkBook book = new LinkBook(this::lookup, catalog, () -> nanos);

    LinkBookTest() {
        branch("main");
        branch("feature/x");
    }

    private void branch(String name) {
        BranchName branch = new BranchName(name);
        catalog.change(branches -> {
            branches.put(branch, new BranchView(branch, new CommitId("c".repeat(40)), Map.of()));
            return branches;
        });
    }

    private LinkBook.Standing lookup(UUID id) {
        lookups++;
        if (away) {
            throw new ProblemException(ProblemType.NOT_READY, "The database does not answer.");
        }
        ShareLink link = new ShareLink(
                id,
                new ShareLink.Shown(new BranchName("feature/x"), null, "acme", List.of()),
                Bind.NONE,
                null,
                new ShareLink.Count(0, null),
                new ShareLink.Made("ana", Instant.EPOCH, Instant.MAX),
                null);
        return new LinkBook.Standing(link, ending, nanos, nanos + endsIn);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private boolean counts() {
        return book.standing(ID).ending() == null;
    }

    @Test
    void isLookedUpOnceInFiveSeconds() {
        for (int i = 0; i < 100; i++) {
            assertThat(counts()).isTrue();
        }
        assertThat(lookups).isEqualTo(1);
        pass(Duration.ofMillis(4_999));
        assertThat(counts()).isTrue();
        assertThat(lookups).isEqualTo(1);
        pass(Duration.ofMillis(1));
        ending = Ending.REVOKED;
        assertThat(counts()).isFalse();
        assertThat(lookups).isEqualTo(2);
    }

    @Test
    void whatIsForgottenIsLookedUpAtOnce() {
        assertThat(counts()).isTrue();
        ending = Ending.REVOKED;
        book.forget(ID);
        assertThat(counts()).isFalse();
        assertThatThrownBy(() -> book.standing(ID).counting())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.SHARE_LINK_ENDED));
    }

    @Test
    void goesOnForAMinuteWithoutTheDatabaseAndNoLonger() {
        assertThat(counts()).isTrue();
        away = true;
        pass(Duration.ofSeconds(59));
        assertThat(counts()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThatThrownBy(this::counts)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_READY));
        away = false;
        pass(Duration.ofSeconds(1));
        assertThat(counts()).isTrue();
    }

    @Test
    void oneThatWasNeverLookedUpDoesNotCountWithoutTheDatabase() {
        away = true;
        assertThatThrownBy(this::counts).isInstanceOf(ProblemException.class);
    }

    @Test
    void aDatabaseThatIsAwayIsAskedOnceASecond() {
        assertThat(counts()).isTrue();
        away = true;
        pass(Duration.ofSeconds(10));
        for (int i = 0; i < 100; i++) {
            assertThat(counts()).isTrue();
        }
        assertThat(lookups).isEqualTo(2);
        pass(Duration.ofSeconds(1));
        assertThat(counts()).isTrue();
        assertThat(lookups).isEqualTo(3);
    }

    @Test
    void endsOnTimeAlsoWithoutTheDatabase() {
        endsIn = Duration.ofSeconds(30).toNanos();
        assertThat(counts()).isTrue();
        away = true;
        pass(Duration.ofSeconds(29));
        assertThat(counts()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(book.standing(ID).ending()).isEqualTo(Ending.EXPIRED);
    }

    @Test
    void doesNotCountOnceItsBranchIsGone() {
        assertThat(counts()).isTrue();
        catalog.change(branches -> {
            branches.remove(new BranchName("feature/x"));
            return branches;
        });
        assertThat(book.standing(ID).ending()).isEqualTo(Ending.BRANCH_GONE);
    }

    @Test
    void nobodyTakesABranchForGoneBeforeBranchesAreRead() {
        catalog.change(_ -> Map.of());
        assertThatThrownBy(this::counts)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_READY));
    }
}
