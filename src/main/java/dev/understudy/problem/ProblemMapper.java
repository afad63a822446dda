package dev.understudy.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers whatever a REST resource throws with a problem document. */
final class ProblemMapper {
    private static final MediaType PROBLEM = MediaType.valueOf(ProblemDocument.MEDIA_TYPE);

    @ServerExceptionMapper({
        ProblemException.class,
        WebApplicationException.class,
        AuthenticationFailedException.class,
        UnauthorizedException.class,
        ForbiddenException.class,
        MismatchedInputException.class,
        JsonMappingException.class,
        Throwable.class
    })
    Response answer(Throwable failure, HttpServerRequest request) {
        ProblemDocument problem = Problems.of(failure, request.method() + " " + request.path());
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(PROBLEM).entity(problem.toJson());
        ProblemHeaders.write(problem, answer::header);
        if (failure instanceof WebApplicationException web
                && web.getResponse().getHeaderString(HttpHeaders.ALLOW) != null) {
            answer.header(HttpHeaders.ALLOW, web.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        return answer.build();
    }
}
