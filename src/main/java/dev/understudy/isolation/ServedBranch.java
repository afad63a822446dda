package dev.understudy.isolation;

import dev.understudy.ruleset.BranchName;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Which branches this instance serves. Immutable. */
@Singleton
public class ServedBranch {
    private static final String SETTING = "understudy.branch.only";

    private final @Nullable BranchName only;

    @Inject
    ServedBranch(
            IsolationConfig config, @ConfigProperty(name = "understudy.repository.url") Optional<String> repository) {
        this(config.only(), repository);
    }

    /**
     * @param written the only branch; empty for all
     * @param repository where rules are fetched from; empty when they are hosted here
     * @throws IllegalArgumentException with a sentence that names the setting
     */
    ServedBranch(Optional<String> written, Optional<String> repository) {
        only = written.map(ServedBranch::name).orElse(null);
        if (only != null && !only.isMain() && repository.isEmpty()) {
            throw new IllegalArgumentException(SETTING + " is '" + only + "', so this instance has to fetch its rules:"
                    + " set understudy.repository.url to a repository that has that branch.");
        }
    }

    /** All of them. */
    public static ServedBranch all() {
        return new ServedBranch(Optional.empty(), Optional.empty());
    }

    /** One alone, fetched from somewhere. */
    public static ServedBranch only(BranchName branch) {
        return new ServedBranch(Optional.of(branch.value()), Optional.of("elsewhere"));
    }

    /** Has the setting checked before the first decision. */
    void start(@Observes StartupEvent event) {}

    /** The only one; null when all are. */
    public @Nullable BranchName only() {
        return only;
    }

    /** Whether it takes part in what concerns all branches: change requests, rollouts, what is told to others. */
    public boolean isInControl() {
        return only == null || only.isMain();
    }

    private static BranchName name(String written) {
        try {
            return new BranchName(written.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(SETTING + " is '" + written + "'. " + e.getMessage(), e);
        }
    }
}
