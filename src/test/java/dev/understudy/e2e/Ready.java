package dev.understudy.e2e;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** Waits, once for each start of the service, until main is live: it starts while its rules are still compiled. */
final class Ready {
    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    private Ready() {}

    static void await() {
        int port = RestAssured.port;
        if (!PORTS.contains(port)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> given().get("/q/health/ready").statusCode() == 200);
            PORTS.add(port);
        }
    }
}
