package dev.understudy.client;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to be decided. Immutable. */
public final class DecisionRequest {
    private final String ruleset;
    private final byte[] body;
    private final @Nullable String branch;
    private final boolean explained;

    private DecisionRequest(String ruleset, byte[] body, @Nullable String branch, boolean explained) {
        this.ruleset = ruleset;
        this.body = body;
        this.branch = branch;
        this.explained = explained;
    }

    /**
     * Asks a ruleset.
     *
     * @param facts by type, a fact or a list of facts for each: a map, a tree, or any object that Jackson can write
     * @throws IllegalArgumentException when Jackson can't
     */
    public static DecisionRequest of(String ruleset, Object facts) {
        return new DecisionRequest(ruleset, Json.body(facts, null), null, false);
    }

    /** The same, for a moment: rulesets may want to know for which one they decide. */
    public static DecisionRequest of(String ruleset, Object facts, Instant asOf) {
        return new DecisionRequest(ruleset, Json.body(facts, asOf), null, false);
    }

    /** Asks a ruleset with a body that is written already, {@code {"facts": {…}}}. */
    public static DecisionRequest ofBody(String ruleset, String json) {
        return new DecisionRequest(ruleset, json.getBytes(StandardCharsets.UTF_8), null, false);
    }

    /** On {@code feature/x}, or on {@code feature/x@<commit>}. Needs the right to select branches. */
    public DecisionRequest on(String chosen) {
        return new DecisionRequest(ruleset, body, chosen, explained);
    }

    /** With each firing in the answer's document. */
    public DecisionRequest explained() {
        return new DecisionRequest(ruleset, body, branch, true);
    }

    byte[] body() {
        return body;
    }

    String path() {
        return path(ruleset) + (explained ? "?explain=true" : "");
    }

    static String path(String ruleset) {
        return "/api/v1/rulesets/" + encoded(ruleset).replace("+", "%20") + "/decisions";
    }

    /** An explicit branch is sent as it is: a context that says otherwise is the service's to refuse. */
    void applyTo(HttpRequest.Builder request) {
        if (branch != null) {
            request.setHeader(Journey.BRANCH, headerText(branch));
        }
    }

    /** A header holds ASCII, so other letters travel percent-encoded. */
    static String headerText(String branch) {
        return branch.chars().allMatch(c -> c >= 0x20 && c <= 0x7e)
                ? branch
                : encoded(branch).replace("%2F", "/").replace("%40", "@");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
