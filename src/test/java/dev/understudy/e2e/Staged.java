package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A ruleset of a test's own on main, that answers {@code one}, and changes of it. */
final class Staged {
    static final String ROLLOUTS = "/api/v1/rollouts";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    final String name = "staged-" + NUMBERS.incrementAndGet();
    private final Path folder;
    private final Author admin;

    Staged(Path folder) {
        this.folder = folder;
        this.admin = Author.clone("admin", folder);
        admin.git().ok("checkout", "-q", "-B", "main", "origin/main");
        admin.git()
                .write(
                        name + "/ruleset.yaml",
                        "title: Staged\nowners: [passenger-rights]\nfacts: {in: [Ask], out: [Reply]}\n"
                                + "routingKey: /Ask/0/who\n");
        admin.git().write(name + "/rules.drl", """
                        package %s

                        declare Ask
                            who : String
                            n : int
                        end

                        declare Reply
                            text : String
                        end

                        rule "Reply"
                        when
                            $ask : Ask()
                        then
                            insert(new Reply("one"));
                        end
                        """.formatted(name.replace('-', '_')));
        pushMain();
        awaitReply("one");
    }

    /** Pushes other rules to main, past review. */
    void push(String pattern, String replacement) {
        admin.edit(name + "/rules.drl", pattern, replacement);
        pushMain();
    }

    private void pushMain() {
        admin.git().commit("Rules of " + name);
        for (int i = 0; ; i++) {
            if (admin.git().run("push", "-q", "origin", "HEAD:main").exit() == 0) {
                return;
            }
            if (i == 5) {
                throw new AssertionError("main can't be pushed");
            }
            admin.git().ok("pull", "-q", "--rebase", "origin", "main");
        }
    }

    String mainCommit() {
        admin.git().ok("fetch", "-q", "origin");
        return admin.git().ok("rev-parse", "origin/main");
    }

    String mainRules() {
        admin.git().ok("fetch", "-q", "origin");
        return admin.git().ok("show", "origin/main:" + name + "/rules.drl");
    }

    /** An approved change of the analyst's. */
    Change change(String pattern, String replacement) {
        Change change = Change.open(folder, author -> author.edit(name + "/rules.drl", pattern, replacement));
        change.review("reviewer", "APPROVE").statusCode(201);
        return change;
    }

    static Map<String, Object> plan(int percent, String soak, int units) {
        return Map.of("stages", List.of(Map.of("percent", percent, "soak", soak, "units", units)));
    }

    static ValidatableResponse start(String account, Change change, @Nullable Object plan) {
        Map<String, Object> order =
                new HashMap<>(Map.of("changeRequest", change.number, "expectedHead", change.author.head()));
        if (plan != null) {
            order.put("plan", plan);
        }
        return as(account).body(order).post(ROLLOUTS).then();
    }

    /** Starts a rollout, and waits until it decides. */
    String rollOut(Change change, Map<String, Object> plan) {
        String id = start("operator", change, plan).statusCode(201).extract().path("id");
        await(id, "RUNNING");
        return id;
    }

    /** The same, and waits until this node has its candidate decide for whom it draws: that follows in a moment. */
    String rollOutAndRoute(Change change, Map<String, Object> plan) {
        String id = rollOut(change, plan);
        AtomicInteger probes = new AtomicInteger();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> "ROLLOUT"
                        .equals(decide("probe-" + probes.incrementAndGet()).path("selectedBy")));
        return id;
    }

    static JsonPath get(String id) {
        Response answer = as("analyst").get(ROLLOUTS + "/" + id);
        return answer.then().statusCode(200).extract().jsonPath();
    }

    static void await(String id, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get(id).getString("state").equals(state));
    }

    static ValidatableResponse act(String account, String id, String action) {
        return as(account).body("").post(ROLLOUTS + "/" + id + "/" + action).then();
    }

    /** Decides for a unit, which has to succeed. */
    Response decide(String who) {
        Response answer = as("app").body(body(who)).post("/api/v1/rulesets/" + name + "/decisions");
        answer.then().statusCode(200);
        return answer;
    }

    static String body(String who) {
        return "{\"facts\": {\"Ask\": {\"who\": \"" + who + "\", \"n\": 1}}}";
    }

    static String text(Response answer) {
        return answer.path("outcome.Reply[0].text");
    }

    void awaitReply(String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    Response answer = as("app").body(body("nobody")).post("/api/v1/rulesets/" + name + "/decisions");
                    return answer.statusCode() == 200 && text.equals(text(answer));
                });
    }
}
