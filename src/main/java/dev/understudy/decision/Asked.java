package dev.understudy.decision;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a decision call's URL asks for. Read by hand: for parameters of a method, Quarkus REST reads their annotations
 * anew in each call that has a body, which takes longer than to choose the branch.
 *
 * @param ruleset the name in the path
 * @param explain whether each firing is wanted
 * @param whyNot a rule's name, or {@code *}; null when nothing is asked
 */
record Asked(String ruleset, boolean explain, @Nullable String whyNot) {
    private static final String BEFORE = "/rulesets/";

    static Asked of(HttpServerRequest request) {
        String path = request.path();
        int start = path.indexOf(BEFORE) + BEFORE.length();
        int end = path.indexOf('/', start);
        String name = path.substring(start, end);
        if (name.indexOf('%') >= 0) {
            name = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
        String query = request.query();
        return query == null || query.isEmpty()
                ? new Asked(name, false, null)
                : new Asked(name, Boolean.parseBoolean(request.getParam("explain")), request.getParam("whyNot"));
    }
}
