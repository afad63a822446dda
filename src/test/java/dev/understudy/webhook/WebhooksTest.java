package dev.understudy.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.Receiver;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told of what happens, over HTTP, with receivers on this machine. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class WebhooksTest {
    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String ruleset = "hook-" + NUMBERS.incrementAndGet();
    private final Receiver receiver = new Receiver();

    @Inject
    AuditLog log;

    @Inject
    Dispatcher dispatcher;

    @Inject
    DataSource database;

    @AfterEach
    void close() {
        receiver.close();
        dispatcher.start();
        sql("delete from webhook_subscription");
    }

    private record Hook(String id, String secret) {
        ValidatableResponse get(String path) {
            return admin("GET", "/" + id + path, null).statusCode(200);
        }

        ValidatableResponse patch(Map<String, ?> body) {
            return admin("PATCH", "/" + id, body).statusCode(200);
        }

        JsonPath delivery() {
            return get("/deliveries").extract().jsonPath().setRootPath("deliveries[0]");
        }

        int attempts() {
            Integer attempts = delivery().get("attempts");
            return attempts == null ? 0 : attempts;
        }

        String state() {
            String state = delivery().getString("state");
            return state == null ? "" : state;
        }
    }

    private static ValidatableResponse admin(String method, String path, @Nullable Object body) {
        return call("admin", method, path, body);
    }

    private static ValidatableResponse call(String account, String method, String path, @Nullable Object body) {
        var request = given().auth().preemptive().basic(account, account).contentType("application/json");
        return (body == null ? request : request.body(body))
                .request(method, WEBHOOKS + path)
                .then();
    }

    private Hook hook(Receiver to, Map<String, ?> more) {
        Map<String, Object> order = new HashMap<>(Map.of("url", to.url("/in/T0PSECRET"), "rulesets", List.of(ruleset)));
        order.putAll(more);
        JsonPath made = admin("POST", "", order).statusCode(201).extract().jsonPath();
        return new Hook(made.getString("id"), made.getString("secret"));
    }

    private long happen(AuditAction action) {
        return log.append(new AuditEvent(
                "operator", action, "rollout:1", ruleset, Map.of("state", "QUEUED"), Map.of("state", "RUNNING")));
    }

    private void sql(String statement) {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As if that time had passed for what waits. */
    private void pass(String interval) {
        sql("update webhook_delivery set due_at = due_at - interval '" + interval + "', tried_since = tried_since"
                + " - interval '" + interval + "' where state = 'PENDING'");
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(25));
    }

    private void awaitCalls(int count) {
        soon().until(() -> receiver.calls().size() >= count);
        assertThat(receiver.calls()).hasSize(count);
    }

    @Test
    void whatWasRecordedIsToldAndTheReceiverCanCheckByWhom() throws Exception {
        Hook hook = hook(receiver, Map.of());
        long seq = happen(AuditAction.ROLLOUT_STARTED);
        awaitCalls(1);
        Receiver.Call call = receiver.calls().getFirst();
        assertThat(call.path()).isEqualTo("/in/T0PSECRET");
        assertThat(call.headers()).containsEntry("content-type", "application/cloudevents+json");
        JsonPath event = JsonPath.from(call.body());
        assertThat(event.getString("type")).isEqualTo("dev.understudy.rollout.started");
        assertThat(event.getString("id")).isEqualTo(call.id());
        assertThat(Long.parseLong(event.getString("sequence"))).isEqualTo(seq);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(hook.secret().substring("whsec_".length())), "any"));
        String signed = call.id() + "." + call.headers().get("webhook-timestamp") + "." + call.body();
        assertThat(call.headers())
                .containsEntry(
                        "webhook-signature",
                        "v1,"
                                + Base64.getEncoder()
                                        .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        soon().until(() -> hook.state().equals("DELIVERED"));
        hook.get("/deliveries")
                .body("deliveries[0].event", equalTo(call.id()))
                .body("deliveries[0].lastStatus", equalTo(204))
                .body("deliveries[0].attempts", equalTo(1))
                .body("next", nullValue());
    }

    @Test
    void secretsAndPathsAreInNoAnswerRecordOrMetric() {
        Hook hook = hook(receiver, Map.of());
        happen(AuditAction.ROLLOUT_STARTED);
        awaitCalls(1);
        String bare = hook.secret().substring("whsec_".length());
        for (String path : List.of("", "/" + hook.id(), "/" + hook.id() + "/deliveries")) {
            assertThat(admin("GET", path, null).extract().asString()).doesNotContain(bare, "whsec");
        }
        given().auth()
                .preemptive()
                .basic("auditor", "auditor")
                .queryParam("subject", "webhook:" + hook.id())
                .get("/api/v1/audit")
                .then()
                .body("records.action", hasItem("webhook.created"))
                .body(not(containsString("T0PSECRET")))
                .body(not(containsString(bare)));
        given().get("/q/metrics")
                .then()
                .body(containsString("understudy_webhook_deliveries_total{result=\"delivered\"}"))
                .body(containsString("understudy_webhook_outbox_pending"))
                .body(containsString("understudy_webhook_outbox_oldest_seconds"))
                .body(not(containsString("T0PSECRET")));
        sql("do $$ begin if exists (select 1 from webhook_subscription where secret like '%" + bare
                + "%') then raise 'clear'; end if; end $$");
    }

    @Test
    void whatIsRolledBackIsNotTold() {
        hook(receiver, Map.of());
        QuarkusTransaction.begin();
        happen(AuditAction.ROLLOUT_STARTED);
        QuarkusTransaction.rollback();
        happen(AuditAction.ROLLOUT_PROMOTED);
        awaitCalls(1);
        assertThat(receiver.calls().getFirst().body()).contains("rollout.promoted");
    }

    @Test
    void onlyWhatIsWantedIsTold() {
        Hook hook = hook(receiver, Map.of("events", List.of("dev.understudy.rollout.h*", "*.promoted")));
        happen(AuditAction.ROLLOUT_STARTED);
        happen(AuditAction.ROLLOUT_HELD);
        log.append(new AuditEvent("a", AuditAction.ROLLOUT_HELD, "rollout:2", "another", Map.of(), Map.of()));
        happen(AuditAction.ROLLOUT_KEY_SEEN);
        happen(AuditAction.ROLLOUT_PROMOTED);
        soon().until(() -> receiver.calls().size() == 2);
        hook.get("/deliveries")
                .body(
                        "deliveries.type",
                        equalTo(List.of("dev.understudy.rollout.promoted", "dev.understudy.rollout.held")));
    }

    @Test
    void afterAnErrorItIsTriedAgainWithTheSameId() {
        Hook hook = hook(receiver.answering(500), Map.of());
        happen(AuditAction.ROLLOUT_STARTED);
        awaitCalls(1);
        soon().until(() -> hook.attempts() == 1);
        assertThat(hook.delivery().getString("lastFault")).isEqualTo("It answered with 500.");
        assertThat(hook.state()).isEqualTo("PENDING");
        receiver.answering(200);
        pass("1 hour");
        awaitCalls(2);
        assertThat(receiver.calls().get(1).id())
                .isEqualTo(receiver.calls().get(0).id());
        assertThat(receiver.calls().get(1).body())
                .isEqualTo(receiver.calls().get(0).body());
        soon().until(() -> hook.state().equals("DELIVERED"));
    }

    @Test
    void whoIsNotThereIsToldWhenItIs() {
        Receiver away = new Receiver();
        Hook hook = hook(away, Map.of());
        away.close();
        happen(AuditAction.ROLLOUT_STARTED);
        soon().until(() -> hook.attempts() == 1);
        assertThat(hook.delivery().getString("lastFault")).contains("refused");
        hook.patch(Map.of("url", receiver.url("/")));
        pass("1 hour");
        awaitCalls(1);
    }

    @Test
    void nothingIsLostWhileNobodySends() throws InterruptedException {
        Hook hook = hook(receiver, Map.of());
        dispatcher.stop();
        happen(AuditAction.ROLLOUT_STARTED);
        happen(AuditAction.ROLLOUT_PROMOTED);
        hook.get("/deliveries").body("deliveries.size()", equalTo(0));
        dispatcher.start();
        awaitCalls(2);
    }

    @Test
    void whatANodeWasSendingWhenItEndedIsSentAgainByAnother() throws InterruptedException {
        Hook hook = hook(receiver, Map.of());
        dispatcher.stop();
        sql("update webhook_subscription set lease = '" + UUID.randomUUID()
                + "', leased_until = now() + interval '1 minute'");
        dispatcher.start();
        happen(AuditAction.ROLLOUT_STARTED);
        soon().until(() -> hook.state().equals("PENDING"));
        assertThat(receiver.calls()).isEmpty();
        sql("update webhook_subscription set leased_until = now()");
        awaitCalls(1);
    }

    @Test
    void oneThatHangsDelaysNoOther() {
        try (Receiver stuck = new Receiver().hanging()) {
            Hook hanging = hook(stuck, Map.of());
            hook(receiver, Map.of());
            for (int i = 0; i < 5; i++) {
                happen(AuditAction.ROLLOUT_STARTED);
            }
            awaitCalls(5);
            // One at a time, however many wait.
            soon().until(() -> !stuck.calls().isEmpty());
            assertThat(stuck.calls()).hasSize(1);
            hanging.get("/deliveries?state=PENDING").body("deliveries.size()", equalTo(5));
        }
    }

    @Test
    void whoSaysThatItIsGoneIsToldNothingMore() {
        Hook hook = hook(receiver.answering(410), Map.of());
        happen(AuditAction.ROLLOUT_STARTED);
        soon().until(() -> hook.get("").extract().path("state").equals("DISABLED"));
        hook.get("").body("stateReason", containsString("410"));
        assertThat(hook.state()).isEqualTo("FAILED");
        happen(AuditAction.ROLLOUT_PROMOTED);
        admin("POST", "/" + hook.id() + "/test", null).statusCode(400);
        receiver.answering(200);
        hook.patch(Map.of("state", "ACTIVE")).body("state", equalTo("ACTIVE")).body("stateReason", nullValue());
        admin("POST", "/" + hook.id() + "/test", null).statusCode(202);
        awaitCalls(2);
        assertThat(receiver.calls().get(1).body()).contains("dev.understudy.ping");
    }

    @Test
    void whoWantsToBeLeftAloneIs() {
        Hook hook = hook(receiver.answering(429).saying("retry-after", "3600"), Map.of());
        happen(AuditAction.ROLLOUT_STARTED);
        soon().until(() -> hook.attempts() == 1);
        assertThat(Instant.parse(hook.delivery().getString("dueAt")))
                .isBetween(Instant.now().plusSeconds(3_400), Instant.now().plusSeconds(3_700));
    }

    @Test
    void afterThreeDaysItIsGivenUpAndCanBeAskedForAgain() {
        Hook hook = hook(receiver.answering(500), Map.of());
        happen(AuditAction.ROLLOUT_STARTED);
        soon().until(() -> hook.attempts() == 1);
        pass("3 days");
        soon().until(() -> hook.state().equals("FAILED"));
        int delivery = hook.delivery().getInt("id");
        receiver.answering(200);
        admin("POST", "/" + hook.id() + "/deliveries/" + delivery + "/redeliver", null)
                .statusCode(202);
        awaitCalls(3);
        assertThat(receiver.calls().stream().map(Receiver.Call::id).distinct()).hasSize(1);
        soon().until(() -> hook.state().equals("DELIVERED"));
    }

    @Test
    void whatHappensInAPauseIsToldBehindIt() {
        Hook hook = hook(receiver, Map.of("state", "PAUSED"));
        happen(AuditAction.ROLLOUT_STARTED);
        soon().until(() -> hook.state().equals("PENDING"));
        assertThat(receiver.calls()).isEmpty();
        hook.patch(Map.of("state", "ACTIVE"));
        awaitCalls(1);
    }

    @Test
    void aNewSecretSignsBesideTheFormerOneForADay() {
        Hook hook = hook(receiver, Map.of());
        String next = admin("POST", "/" + hook.id() + "/secret", null)
                .statusCode(200)
                .extract()
                .path("secret");
        happen(AuditAction.ROLLOUT_STARTED);
        awaitCalls(1);
        assertThatItIsSignedWith(receiver.calls().getFirst(), List.of(next, hook.secret()));
        sql("update webhook_subscription set former_until = now()");
        happen(AuditAction.ROLLOUT_STARTED);
        awaitCalls(2);
        assertThatItIsSignedWith(receiver.calls().get(1), List.of(next));
    }

    private static void assertThatItIsSignedWith(Receiver.Call call, List<String> secrets) {
        Instant at = Instant.ofEpochSecond(Long.parseLong(call.headers().getOrDefault("webhook-timestamp", "")));
        assertThat(call.headers())
                .containsEntry("webhook-signature", Signature.of(secrets, call.id(), at, call.body()));
    }

    @Test
    void whatIsOlderThan30DaysIsForgotten() throws InterruptedException {
        Hook hook = hook(receiver, Map.of());
        happen(AuditAction.ROLLOUT_STARTED);
        soon().until(() -> hook.state().equals("DELIVERED"));
        sql("update webhook_event set at = at - interval '31 days'");
        dispatcher.stop();
        dispatcher.start();
        soon().until(() -> hook.state().isEmpty());
    }

    @Test
    void whatIsDeletedIsToldNothingMore() {
        Hook hook = hook(receiver, Map.of());
        admin("DELETE", "/" + hook.id(), null).statusCode(204);
        admin("GET", "/" + hook.id(), null).statusCode(404);
        admin("DELETE", "/" + hook.id(), null)
                .statusCode(404)
                .body("type", equalTo("urn:understudy:problem:unknown-webhook"));
        given().auth()
                .preemptive()
                .basic("auditor", "auditor")
                .queryParam("subject", "webhook:" + hook.id())
                .get("/api/v1/audit")
                .then()
                .body("records.action", equalTo(List.of("webhook.deleted", "webhook.created")));
    }
}
