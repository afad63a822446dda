package dev.understudy.launch;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.nio.file.Path;

/** Says where the service is once it listens, and stays until it is told to end. */
final class Serving implements QuarkusApplication {
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
        for (String each : lines) {
            System.out.println(each);
        }
        Quarkus.waitForExit();
        return 0;
    }
}
