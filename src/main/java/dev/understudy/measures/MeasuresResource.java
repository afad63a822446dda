package dev.understudy.measures;

import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import dev.understudy.measures.Measures.Window;
import dev.understudy.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The four measures of change. */
@Path("/api/v1/metrics/delivery")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rollouts")
@Blocking
class MeasuresResource {
    static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(400);

    private final DeliveryMeasures measures;
    private final InstantSource clock = InstantSource.system();

    MeasuresResource(DeliveryMeasures measures) {
        this.measures = measures;
    }

    @GET
    @Needs(Right.READ)
    @Operation(
            summary = "Lead time, frequency, failure share, time to restore",
            description =
                    "Of all rulesets, of each, and of each team that owns some, from what was recorded; from and to"
                            + " are moments such as 2026-03-01T00:00:00Z, the last 30 days by default and 400 days at most. What"
                            + " there is no data for is null.")
    public DeliveryMeasures.Report get(
            @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        Instant end = to == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : moment("to", to);
        Instant begin = from == null ? end.minus(USUAL) : moment("from", from);
        if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw ProblemException.ofParameter("from", "is before 'to', by 400 days at most");
        }
        return measures.of(new Window(begin, end));
    }

    private static Instant moment(String name, String text) {
        try {
            Instant moment = Instant.parse(text);
            if (Math.abs(Duration.between(Instant.EPOCH, moment).toDays()) < 365 * 1_000) {
                return moment;
            }
        } catch (DateTimeParseException _) {
            // The same is to be said.
        }
        throw ProblemException.ofParameter(name, "takes a moment such as 2026-03-01T00:00:00Z");
    }
}
