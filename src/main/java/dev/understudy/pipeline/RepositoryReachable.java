package dev.understudy.pipeline;

import dev.understudy.catalog.RepositoryAge;
import dev.understudy.gitrepo.RepositoryStatus;
import dev.understudy.gitrepo.RulesRepository;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says how old what this node knows is. Never a reason to take it out of service: a node that can't reach the remote
 * goes on deciding with what it has.
 */
@Readiness
@Singleton
class RepositoryReachable implements HealthCheck {
    private final RulesRepository repository;
    private final RepositoryAge age;

    RepositoryReachable(RulesRepository repository, RepositoryAge age) {
        this.repository = repository;
        this.age = age;
    }

    @Override
    public HealthCheckResponse call() {
        RepositoryStatus status = repository.status();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("rules repository")
                .withData("from", status.upstream().orElse("hosted here"))
                .withData("ageSeconds", age.seconds())
                .withData("failuresInARow", status.consecutiveFailures());
        status.lastError().ifPresent(error -> response.withData("lastError", error));
        for (int i = 0; i < status.warnings().size(); i++) {
            response.withData("warning" + (i + 1), status.warnings().get(i));
        }
        return response.up().build();
    }
}
