package dev.understudy.problem;

import com.fasterxml.jackson.core.JacksonException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The one place where whatever went wrong becomes a problem document. */
public final class Problems {
    private Problems() {}

    /**
     * The document for {@code failure}. What nobody foresaw becomes a 500 that says nothing internal, and one line in
     * the log with the same {@code instance}.
     *
     * @param where the method and path, for the log
     */
    public static ProblemDocument of(Throwable failure, String where) {
        return switch (failure) {
            case ProblemException problem -> ProblemDocument.of(problem);
            case AuthenticationFailedException refused ->
                ProblemDocument.of(
                        ProblemType.UNAUTHENTICATED, "The name or the password is wrong, or the account is disabled.");
            case UnauthorizedException missing -> ofStatus(401);
            case ForbiddenException forbidden -> ofStatus(403);
            case JacksonException json -> JsonProblems.of(json);
            case RejectedExecutionException busy -> ofStatus(503);
            case WebApplicationException web when web.getResponse().getStatus() < 500 -> ofWeb(web);
            case WebApplicationException web when web.getResponse().getStatus() == 503 -> ofStatus(503);
            default -> Unforeseen.report(failure, where);
        };
    }

    /** The document for a bare HTTP status of 400 or more, when nothing else is known. */
    public static ProblemDocument ofStatus(int status) {
        return switch (status) {
            case 400 -> ProblemDocument.of(ProblemType.INVALID_REQUEST, "The request is malformed.");
            case 401 ->
                ProblemDocument.of(
                        ProblemType.UNAUTHENTICATED,
                        "Send the name and the password of an account with HTTP Basic, or a token as the bearer.");
            case 403 -> ProblemDocument.of(ProblemType.FORBIDDEN, "This account's roles do not allow it.");
            case 404 ->
                ProblemDocument.of(ProblemType.NOT_FOUND, "Nothing is at this path; /q/swagger-ui lists what is.");
            case 405 ->
                ProblemDocument.of(
                        ProblemType.METHOD_NOT_ALLOWED, "This path takes other methods; /q/swagger-ui lists them.");
            case 406 ->
                ProblemDocument.of(
                        ProblemType.NOT_ACCEPTABLE, "The header Accept names no media type that this path gives.");
            case 413 -> ProblemDocument.of(ProblemType.BODY_TOO_LARGE, "Send a smaller body, or several requests.");
            case 415 ->
                ProblemDocument.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "The header Content-Type names a type that this path does not take.");
            case 429 -> ProblemDocument.of(ProblemType.TOO_MANY_REQUESTS, "Try again a little later.");
            case 503 -> ProblemDocument.of(ProblemType.NOT_READY, "The service is busy; try again in a second.");
            default -> bare(status);
        };
    }

    private static ProblemDocument ofWeb(WebApplicationException web) {
        if (web.getCause() instanceof ProblemException problem) {
            return ProblemDocument.of(problem);
        }
        if (web.getCause() instanceof JacksonException json) {
            return JsonProblems.of(json);
        }
        return ofStatus(web.getResponse().getStatus());
    }

    private static ProblemDocument bare(int status) {
        Response.@Nullable Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Error " + status : known.getReasonPhrase();
        return new ProblemDocument("about:blank", title, status, title + ".", null, Map.of());
    }
}
