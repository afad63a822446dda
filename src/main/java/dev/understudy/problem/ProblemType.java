package dev.understudy.problem;

import java.util.Locale;

/** Every kind of error that a caller can meet, with its HTTP status and its title. */
public enum ProblemType {
    INVALID_REQUEST(400, "The request can't be read"),
    INVALID_FACTS(400, "The facts don't fit the ruleset's types"),
    INVALID_BRANCH_NAME(400, "This is no name of a branch"),
    INVALID_CONTEXT(400, "The journey's context can't be read"),
    QUERY_TOO_WIDE(400, "The filters let too much through"),
    UNAUTHENTICATED(401, "Credentials are needed"),
    FORBIDDEN(403, "This caller may not do that"),
    UNTRUSTED_CONTEXT(403, "The journey's context is not ours"),
    EXPIRED_CONTEXT(403, "The journey's context does not count now"),
    INVALID_SHARE_LINK(403, "This is no share link that counts here"),
    OWN_CHANGE(403, "Nobody approves a change of their own"),
    NOT_FOUND(404, "There is nothing here"),
    UNKNOWN_RULESET(404, "There is no such ruleset"),
    UNKNOWN_BRANCH(404, "There is no such branch"),
    UNKNOWN_COMMIT(404, "There is no such commit"),
    UNKNOWN_CHANGE_REQUEST(404, "There is no such change request"),
    UNKNOWN_ROLLOUT(404, "There is no such rollout"),
    UNKNOWN_SHADOW(404, "There is no such shadow"),
    UNKNOWN_WEBHOOK(404, "There is no such webhook"),
    UNKNOWN_SHARE_LINK(404, "There is no such share link"),
    UNKNOWN_DELIVERY(404, "There is no such delivery"),
    UNKNOWN_TOKEN(404, "There is no such token"),
    METHOD_NOT_ALLOWED(405, "This method is not offered here"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be given"),
    CONFLICTING_BRANCHES(409, "Two selections disagree"),
    STALE_HEAD(409, "The branch has moved"),
    CHANGE_REQUEST_EXISTS(409, "The branch has an open change request already"),
    CHANGE_REQUEST_CLOSED(409, "The change request is not open"),
    MERGE_BLOCKED(409, "Something is missing for the merge"),
    MERGE_CONFLICT(409, "The branch and main contradict each other"),
    ROLLOUT_STATE(409, "The rollout is in another state"),
    FROZEN(409, "Exposure may not grow now"),
    NOT_FROZEN(409, "No freeze window is open"),
    SECOND_PERSON_NEEDED(409, "Another person has to say so too"),
    NOTHING_TO_REVERT(409, "There is nothing to go back to"),
    FEEDBACK_GIVEN(409, "The decision was judged otherwise before"),
    TOKEN_EXISTS(409, "A token of that name is in use"),
    REPLAY_ENDED(409, "The replay has ended"),
    SHARE_LINK_ENDED(410, "The share link has ended"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not taken here"),
    MISDIRECTED(421, "This instance serves another branch"),
    BROKEN_RULESET(422, "The ruleset does not compile on this branch"),
    RULE_FAILED(422, "A rule failed on these facts"),
    UNDECIDABLE(422, "This decision can't be decided again there"),
    BUDGET_EXCEEDED(422, "The decision used up its budget"),
    QUARANTINED(429, "The draft was stopped too often"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "Something went wrong on our side"),
    NOT_READY(503, "Not ready yet"),
    LOG_FULL(503, "The decision can't be kept"),
    LOG_UNAVAILABLE(503, "The decision log can't be read now"),
    COMPILING(503, "The ruleset is still being compiled");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** One short sentence that is the same each time. */
    public String title() {
        return title;
    }

    /** The URI in the problem's {@code type}: {@code urn:understudy:problem:unknown-branch}. */
    public String uri() {
        return "urn:understudy:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
