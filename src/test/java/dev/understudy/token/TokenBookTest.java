package dev.understudy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Right;
import dev.understudy.identity.TokenRight;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TokenBookTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

    private final List<Token> rows = new CopyOnWriteArrayList<>();
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger wished = new AtomicInteger();
    private final AtomicLong passed = new AtomicLong();
    private volatile boolean away;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final TokenBook book = new TokenBook(
            this::rows,
            new Config(),
            new TokenBook.Times(() -> BEGIN.plusNanos(passed.get()), () -> passed.get() - 77));

    private record Config() implements TokensConfig {
        @Override
        public Duration refresh() {
            return Duration.ofSeconds(15);
        }

        @Override
        public Duration staleGrace() {
            return Duration.ofHours(1);
        }
    }

    private List<Token> rows() {
        read.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (away) {
            throw new ProblemException(ProblemType.NOT_READY, "The database does not answer.");
        }
        return List.copyOf(rows);
    }

    @AfterEach
    void release() {
        gate.countDown();
    }

    private void pass(Duration time) {
        passed.addAndGet(time.toNanos());
    }

    private static String hash(TokenText text) {
        return HexFormat.of().formatHex(text.hash());
    }

    private static Token row(TokenText text, @Nullable TokenText former, @Nullable Instant until, Duration life) {
        return new Token(
                1,
                text.id(),
                new Token.Holder("payments", "admin"),
                new Token.Grant(List.of(TokenRight.DECIDE), List.of("dose-check")),
                new Token.Secrets(hash(text), former == null ? null : hash(former), until),
                new Token.Life(new Token.Made("admin", BEGIN), BEGIN.plus(life), null, null));
    }

    private TokenText known() {
        TokenText text = TokenText.fresh();
        rows.add(row(text, null, null, Duration.ofDays(90)));
        book.read();
        return text;
    }

    private CompletableFuture<SecurityIdentity> ask(TokenText text) {
        return ask(text.text());
    }

    private CompletableFuture<SecurityIdentity> ask(String text) {
        return book.identify(text).subscribeAsCompletionStage();
    }

    private Caller caller(TokenText text) {
        CompletableFuture<SecurityIdentity> answer = ask(text);
        assertThat(answer).isDone();
        return CurrentCaller.of(answer.join());
    }

    private void assertRefusedAtOnce(String text) {
        CompletableFuture<SecurityIdentity> answer = ask(text);
        assertThat(answer).isCompletedExceptionally();
        assertRefused(answer);
    }

    /** Most have ended, and to wait takes longer than to look. */
    private static void awaitEnd(CompletableFuture<SecurityIdentity> answer) {
        if (!answer.isDone()) {
            await().atMost(PATIENCE).until(answer::isDone);
        }
    }

    private static void assertRefused(CompletableFuture<SecurityIdentity> answer) {
        awaitEnd(answer);
        assertThatThrownBy(answer::join).hasCauseInstanceOf(AuthenticationFailedException.class);
    }

    private static void assertProblem(CompletableFuture<SecurityIdentity> answer, ProblemType type) {
        awaitEnd(answer);
        assertThatThrownBy(answer::join)
                .cause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }

    @Nested
    class WithAKnownToken {
        @Test
        void theCallerIsTheProgramWithTheRightsOfTheTokenAlone() {
            Caller caller = caller(known());
            assertThat(caller.name()).isEqualTo("token:payments");
            assertThat(caller.person()).isEqualTo("admin");
            assertThat(caller.rights()).containsExactly(Right.DECIDE);
            assertThat(caller.rulesets()).containsExactly("dose-check");
        }

        @Test
        void nothingIsLookedUp() {
            TokenText text = known();
            for (int i = 0; i < 1_000; i++) {
                assertThat(caller(text).name()).isEqualTo("token:payments");
            }
            assertThat(read).hasValue(1);
            assertThat(wished).hasValue(0);
        }

        @Test
        void itEndsWithItsTimeToTheNanosecond() {
            TokenText text = TokenText.fresh();
            rows.add(row(text, null, null, Duration.ofMinutes(10)));
            book.read();
            pass(Duration.ofMinutes(10).minusNanos(1));
            assertThat(caller(text).name()).isEqualTo("token:payments");
            pass(Duration.ofNanos(1));
            assertRefusedAtOnce(text.text());
            assertThat(read).hasValue(1);
        }

        @Test
        void onceForgottenItIsNotTakenAgainUnlessTheDatabaseHasIt() {
            TokenText text = known();
            book.forget(text.id());
            CompletableFuture<SecurityIdentity> answer = ask(text);
            assertThat(answer).isNotDone();
            rows.clear();
            book.read();
            assertRefused(answer);
        }

        @Test
        void itIsRefusedFromTheNextReadingOnWhenItWasRevokedElsewhere() {
            TokenText text = known();
            rows.clear();
            assertThat(caller(text).name()).isEqualTo("token:payments");
            book.read();
            CompletableFuture<SecurityIdentity> answer = ask(text);
            book.read();
            assertRefused(answer);
        }

        @Test
        void theFormerSecretGoesOnUntilTheGraceEnds() {
            TokenText former = known();
            TokenText next = TokenText.fresh(former.id());
            rows.set(0, row(next, former, BEGIN.plus(Duration.ofHours(1)), Duration.ofDays(90)));
            book.read();
            pass(Duration.ofHours(1).minusNanos(1));
            book.read();
            assertThat(caller(former).name()).isEqualTo("token:payments");
            assertThat(caller(next).name()).isEqualTo("token:payments");
            pass(Duration.ofNanos(1));
            assertThat(caller(next).name()).isEqualTo("token:payments");
            CompletableFuture<SecurityIdentity> late = ask(former);
            book.read();
            assertRefused(late);
        }

        @Test
        void anotherSecretOfItsIdIsRefused() {
            TokenText text = known();
            CompletableFuture<SecurityIdentity> answer = ask(TokenText.fresh(text.id()));
            book.read();
            assertRefused(answer);
        }
    }

    @Nested
    class WhileTheDatabaseIsAway {
        @Test
        void knownTokensGoOnForAnHour() {
            TokenText text = known();
            away = true;
            pass(Duration.ofHours(1));
            assertThatThrownBy(book::read).isInstanceOf(ProblemException.class);
            assertThat(caller(text).name()).isEqualTo("token:payments");
            pass(Duration.ofNanos(1));
            assertProblem(ask(text), ProblemType.NOT_READY);
            away = false;
            book.read();
            assertThat(caller(text).name()).isEqualTo("token:payments");
        }

        @Test
        void unknownOnesAreToldSo() {
            known();
            away = true;
            CompletableFuture<SecurityIdentity> answer = ask(TokenText.fresh());
            assertThatThrownBy(book::read).isInstanceOf(ProblemException.class);
            assertProblem(answer, ProblemType.NOT_READY);
        }

        @Test
        void unknownOnesAreToldSoAtOnceWhileItHangs() throws Exception {
            TokenText text = known();
            gate = new CountDownLatch(1);
            CompletableFuture<SecurityIdentity> first = ask(TokenText.fresh());
            Thread reader = Thread.ofVirtual().start(book::read);
            await().atMost(PATIENCE).until(() -> read.get() == 2);
            CompletableFuture<SecurityIdentity> second = ask(TokenText.fresh());
            assertProblem(first, ProblemType.NOT_READY);
            assertProblem(second, ProblemType.NOT_READY);
            pass(Duration.ofSeconds(2));
            CompletableFuture<SecurityIdentity> third = ask(TokenText.fresh());
            assertThat(third).isCompletedExceptionally();
            assertProblem(third, ProblemType.NOT_READY);
            assertThat(caller(text).name()).isEqualTo("token:payments");
            gate.countDown();
            reader.join();
        }
    }

    @Nested
    class WithAFlood {
        @Test
        void aMillionTokensWithTyposAreRefusedWithoutAnybodyBeingAsked() {
            known();
            book.onWish(wished::incrementAndGet);
            String typo = TokenText.fresh().text();
            String wrong = typo.substring(0, typo.length() - 1) + (typo.endsWith("0") ? "1" : "0");
            for (int i = 0; i < 1_000_000; i++) {
                if (i % 1_000 == 0) {
                    assertRefusedAtOnce(wrong);
                } else {
                    var _ = book.identify(wrong);
                }
            }
            assertThat(wished).hasValue(0);
            assertThat(read).hasValue(1);
        }

        @Test
        void wellFormedUnknownOnesWaitForOneReadingTogether() {
            known();
            List<CompletableFuture<SecurityIdentity>> answers = new ArrayList<>();
            for (int i = 0; i < TokenBook.MOST_WAITING; i++) {
                answers.add(ask(TokenText.fresh()));
            }
            for (int i = 0; i < 100; i++) {
                assertProblem(ask(TokenText.fresh()), ProblemType.TOO_MANY_REQUESTS);
            }
            book.read();
            answers.forEach(TokenBookTest::assertRefused);
            assertThat(read).hasValue(2);
            CompletableFuture<SecurityIdentity> after = ask(TokenText.fresh());
            book.read();
            assertRefused(after);
        }

        @Test
        void aThousandFirstUsesAtOnceAreOneLookUp() {
            TokenText text = TokenText.fresh();
            rows.add(row(text, null, null, Duration.ofDays(1)));
            List<CompletableFuture<SecurityIdentity>> answers = new ArrayList<>();
            for (int i = 0; i < TokenBook.MOST_WAITING; i++) {
                answers.add(ask(text));
            }
            assertThat(answers).noneMatch(CompletableFuture::isDone);
            book.read();
            for (CompletableFuture<SecurityIdentity> each : answers) {
                awaitEnd(each);
                assertThat(CurrentCaller.of(each.join()).name()).isEqualTo("token:payments");
            }
            assertThat(read).hasValue(1);
        }

        @Test
        void aTextOfAMegabyteIsRefusedAtOnce() {
            assertRefusedAtOnce("ust_" + "a".repeat(1 << 20));
        }
    }

    @Nested
    class WhenItIsUsed {
        @Test
        void thatIsWrittenDownOnceAMinute() {
            TokenText text = known();
            assertThat(only().toTell(TokenUpkeep.TOLD_EVERY)).isNull();
            var _ = caller(text);
            Instant first = only().toTell(TokenUpkeep.TOLD_EVERY);
            assertThat(first).isEqualTo(BEGIN);
            only().told(BEGIN);
            for (int i = 0; i < 59; i++) {
                pass(Duration.ofSeconds(1));
                var _ = caller(text);
                book.read();
                assertThat(only().toTell(TokenUpkeep.TOLD_EVERY)).isNull();
            }
            pass(Duration.ofSeconds(1));
            var _ = caller(text);
            assertThat(only().toTell(TokenUpkeep.TOLD_EVERY)).isEqualTo(BEGIN.plusSeconds(60));
        }

        private KnownToken only() {
            return book.known().getFirst();
        }
    }
}
