package dev.understudy.launch;

import dev.understudy.catalog.FirstRules;
import dev.understudy.demo.Demo;
import dev.understudy.thread.Niceness;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Says where the service is once its rules are live, and stays until it is told to end. */
final class Serving implements QuarkusApplication {
    /** Instead of a banner: send the demo's flights to this port, and end. */
    static final String TRAIN = "--train";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FirstRules rules;

    Serving(FirstRules rules) {
        this.rules = rules;
    }

    /** What somebody who tries the service wants to know first. */
    static String banner(int port, Path data) {
        String url = "http://localhost:" + port;
        return """

                Understudy is ready: %1$s        (Ctrl-C ends it; its data is in %2$s)
                  accounts   analyst, analyst2, reviewer, operator, auditor, app, admin; the password is the name
                  rules      git clone http://analyst:analyst@localhost:%3$d/git/rules.git
                  API        %1$s/q/swagger-ui
                  try        curl -u analyst:analyst %1$s/api/v1/rulesets
                """.formatted(url, data, port);
    }

    @Override
    public int run(String... lines) {
        boolean live = rules.await(PATIENCE);
        if (lines.length == 2 && lines[0].equals(TRAIN)) {
            return Demo.run(List.of("--port", lines[1]));
        }
        // Only now, so that the start itself is compiled as fast as can be.
        Niceness.compilersGiveWay();
        if (!live) {
            System.err.println("The rules are not live yet; /q/health/ready says which, and the log why.");
        }
        for (String each : lines) {
            System.out.println(each);
        }
        Quarkus.waitForExit();
        return 0;
    }
}
