package dev.understudy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CredentialCheckTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicInteger hashed = new AtomicInteger();
    private final AtomicInteger looked = new AtomicInteger();
    private volatile Role role = Role.APP;
    private volatile String hash = "hash 1";
    private volatile boolean away;
    private volatile boolean hanging;
    private final CountDownLatch asking = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final CredentialCheck check = new CredentialCheck(this::byPassword, this::byHash, new Config(), nanos::get);

    private record Config() implements IdentityConfig {
        @Override
        public Duration trustFor() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Duration staleGrace() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration refuseFor() {
            return Duration.ofSeconds(2);
        }

        @Override
        public int remembered() {
            return 8;
        }

        @Override
        public int waiting() {
            return 3;
        }
    }

    @AfterEach
    void stop() {
        gate.countDown();
        check.stop();
    }

    private Optional<Verified> byPassword(String name, String password) {
        hashed.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return name.equals(password) ? byHash(account(name, hash)) : Optional.empty();
    }

    private Optional<Verified> byHash(Verified earlier) {
        looked.incrementAndGet();
        if (hanging) {
            asking.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (away) {
            throw new IllegalStateException("the database is down");
        }
        return earlier.passwordHash().equals(hash)
                ? Optional.of(account(earlier.caller().name(), hash))
                : Optional.empty();
    }

    private Verified account(String name, String passwordHash) {
        return new Verified(Caller.of(name, Set.of(role), Set.of()), passwordHash);
    }

    private static String header(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private Caller identify(String name, String password) {
        return CurrentCaller.of(check.identify(header(name, password)).await().atMost(PATIENCE));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void aDatabaseThatHangsMakesNobodyWaitWhoIsTrusted() throws InterruptedException {
        assertThat(identify("ada", "ada").name()).isEqualTo("ada");
        hanging = true;
        gate = new CountDownLatch(1);
        // The recheck before its time hangs; from then on each look finds it hanging, and goes on.
        pass(Duration.ofSeconds(46));
        assertThat(identify("ada", "ada").name()).isEqualTo("ada");
        assertThat(asking.await(10, TimeUnit.SECONDS)).isTrue();
        for (int second = 0; second < 120; second += 4) {
            pass(Duration.ofSeconds(4));
            Uni<SecurityIdentity> answer = check.identify(header("ada", "ada"));
            assertThat(answer.subscribeAsCompletionStage())
                    .as("after %s s", second)
                    .isCompleted();
        }
    }

    @Test
    void allWhoWaitForADatabaseThatHangsGoOn() {
        identify("ada", "ada");
        hanging = true;
        gate = new CountDownLatch(1);
        pass(Duration.ofSeconds(61));
        List<CompletableFuture<SecurityIdentity>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(check.identify(header("ada", "ada")).subscribeAsCompletionStage());
        }
        assertThat(all)
                .allSatisfy(each -> assertThat(each.orTimeout(30, TimeUnit.SECONDS)
                                .join()
                                .getPrincipal()
                                .getName())
                        .isEqualTo("ada"));
    }

    @Test
    void whoGivesUpTakesTheAnswerFromNobodyElse() {
        gate = new CountDownLatch(1);
        CompletableFuture<SecurityIdentity> first =
                check.identify(header("app", "app")).subscribeAsCompletionStage();
        CompletableFuture<SecurityIdentity> second =
                check.identify(header("app", "app")).subscribeAsCompletionStage();
        assertThat(first.cancel(true)).isTrue();
        gate.countDown();
        assertThat(second.orTimeout(30, TimeUnit.SECONDS).join().getPrincipal().getName())
                .isEqualTo("app");
        assertThat(hashed).hasValue(1);
    }

    @Test
    void theSecondRequestAsksNobody() {
        assertThat(identify("app", "app").name()).isEqualTo("app");
        assertThat(identify("app", "app").name()).isEqualTo("app");
        assertThat(hashed).hasValue(1);
        assertThat(looked).hasValue(1);
    }

    @Test
    void aTimeThatIsUpAsksTheDatabaseAndHashesNothing() {
        identify("app", "app");
        pass(Duration.ofSeconds(61));
        role = Role.ADMIN;
        assertThat(identify("app", "app").roles()).containsExactly(Role.ADMIN);
        assertThat(hashed).hasValue(1);
        assertThat(looked).hasValue(2);
    }

    @Test
    void whoCallsOftenIsCheckedAgainWithoutWaiting() {
        identify("app", "app");
        pass(Duration.ofSeconds(50));
        role = Role.ADMIN;
        identify("app", "app");
        await().until(() -> looked.get() == 2);
        pass(Duration.ofSeconds(30));
        await().until(() -> identify("app", "app").roles().contains(Role.ADMIN));
        assertThat(hashed).hasValue(1);
    }

    @Test
    void aPasswordThatWasChangedEndsWithinAMinute() {
        identify("app", "app");
        hash = "hash 2";
        pass(Duration.ofSeconds(61));
        assertThatThrownBy(() -> identify("app", "app")).isInstanceOf(AuthenticationFailedException.class);
        assertThat(identify("app", "app").name())
                .as("the same password, hashed anew")
                .isEqualTo("app");
        assertThat(hashed).hasValue(2);
    }

    @Test
    void wrongOnesAreRefusedFromMemoryForAWhile() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> identify("app", "x")).isInstanceOf(AuthenticationFailedException.class);
        }
        assertThat(hashed).hasValue(1);
        pass(Duration.ofSeconds(3));
        assertThatThrownBy(() -> identify("app", "x")).isInstanceOf(AuthenticationFailedException.class);
        assertThat(hashed).hasValue(2);
    }

    @Test
    void nobodyFillsTheMemory() {
        for (int i = 0; i < 40; i++) {
            String name = "n" + i;
            identify(name, name);
            assertThatThrownBy(() -> identify(name, "x")).isInstanceOf(AuthenticationFailedException.class);
        }
        assertThat(check.remembered()).isLessThanOrEqualTo(16);
    }

    @Test
    void manyRequestsAtOnceHashOnce() {
        gate = new CountDownLatch(1);
        List<CompletableFuture<SecurityIdentity>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(check.identify(header("app", "app")).subscribeAsCompletionStage());
        }
        gate.countDown();
        assertThat(all)
                .allSatisfy(each -> assertThat(each.orTimeout(10, TimeUnit.SECONDS)
                                .join()
                                .getPrincipal()
                                .getName())
                        .isEqualTo("app"));
        assertThat(hashed).hasValue(1);
    }

    @Test
    void aFloodOfWrongPasswordsGetsA429AndWhoIsKnownGoesOn() {
        identify("app", "app");
        gate = new CountDownLatch(1);
        List<Uni<SecurityIdentity>> flood = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Uni<SecurityIdentity> each =
                    check.identify(header("app", "wrong" + i)).memoize().indefinitely();
            var _ = each.subscribeAsCompletionStage();
            flood.add(each);
        }
        assertThatThrownBy(() -> flood.getLast().await().atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS));
        pass(Duration.ofSeconds(61));
        assertThat(identify("app", "app").name()).isEqualTo("app");
    }

    @Nested
    class WithoutTheDatabase {
        @Test
        void whoWasVerifiedGoesOnForTheGrace() {
            identify("app", "app");
            away = true;
            pass(Duration.ofMinutes(59));
            assertThat(identify("app", "app").name()).isEqualTo("app");
            pass(Duration.ofMinutes(2));
            assertThatThrownBy(() -> identify("app", "app"))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.NOT_READY));
        }

        @Test
        void aDatabaseThatIsBackIsAskedAgainSoon() {
            identify("app", "app");
            away = true;
            pass(Duration.ofMinutes(5));
            identify("app", "app");
            away = false;
            hash = "hash 2";
            pass(Duration.ofSeconds(11));
            assertThatThrownBy(() -> identify("app", "app")).isInstanceOf(AuthenticationFailedException.class);
        }

        @Test
        void whoWasNotVerifiedIsToldToComeBack() {
            away = true;
            assertThatThrownBy(() -> identify("app", "app"))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.NOT_READY));
        }
    }
}
