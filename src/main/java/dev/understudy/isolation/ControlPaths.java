package dev.understudy.isolation;

import dev.understudy.problem.ProblemDocument;
import dev.understudy.problem.ProblemRoutes;
import dev.understudy.ruleset.BranchName;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Refuses what concerns all branches on an instance that serves one draft alone. */
@Singleton
final class ControlPaths {
    private static final int BEFORE_REST = -1_000;
    private static final Pattern CONTROL = Pattern.compile("/api/v1/(?:"
            + "(?:rollouts|change-requests|share-links|replays|decisions)(?:/.*)?"
            + "|webhooks(?!/git$)(?:/.*)?"
            + "|rulesets/[^/]+/(?:revert|shadows)(?:/.*)?)");
    /** REST drops them when it looks for a resource. */
    private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");

    void register(@Observes Router router, ServedBranch served) {
        BranchName only = served.only();
        if (only != null && !served.isInControl()) {
            router.route("/api/*").order(BEFORE_REST).handler(context -> pass(context, only));
        }
    }

    /** Whether a path concerns all branches. */
    static boolean isControl(String path) {
        return CONTROL.matcher(MATRIX_PARAMETERS.matcher(path).replaceAll("")).matches();
    }

    private static void pass(RoutingContext context, BranchName only) {
        if (isControl(context.normalizedPath())) {
            ProblemRoutes.send(context, ProblemDocument.of(Misdirected.control(only)));
        } else {
            context.next();
        }
    }
}
