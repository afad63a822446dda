package dev.understudy.pipeline;

import dev.understudy.catalog.RepositoryAge;
import dev.understudy.gitrepo.RulesRepository;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** How long ago this node confirmed the repository. */
@Singleton
final class NodeAge implements RepositoryAge {
    private final RulesRepository repository;
    private final InstantSource clock = InstantSource.system();

    NodeAge(RulesRepository repository) {
        this.repository = repository;
    }

    @Override
    public long seconds() {
        return Math.max(
                0, clock.instant().getEpochSecond() - repository.confirmedAt().getEpochSecond());
    }
}
