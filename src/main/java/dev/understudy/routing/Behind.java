package dev.understudy.routing;

import dev.understudy.catalog.RepositoryAge;
import dev.understudy.context.JourneyContext;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Tells what is gone from what this node has not heard of yet: it may fetch later than the first hop. Thread-safe. */
@Singleton
public class Behind {
    private final RepositoryAge age;
    private final InstantSource clock;

    @Inject
    Behind(RepositoryAge age) {
        this(age, InstantSource.system());
    }

    Behind(RepositoryAge age, InstantSource clock) {
        this.age = age;
        this.clock = clock;
    }

    /** Whether this node last looked at the repository before the first hop chose. */
    public boolean isBehind(JourneyContext context) {
        Instant looked = clock.instant().minusSeconds(age.seconds());
        return age.seconds() > 0 && looked.isBefore(context.issuedAt());
    }

    /** What the caller is told then. */
    public ProblemException problem(JourneyContext context) {
        JourneyContext.Choice choice = context.choice();
        return new ProblemException(
                ProblemType.NOT_READY,
                "The journey is on '" + choice.branch() + "' at "
                        + choice.commit().abbreviated()
                        + ", which this node has not fetched yet; try again in a second.",
                Map.of("branch", choice.branch().value()));
    }
}
