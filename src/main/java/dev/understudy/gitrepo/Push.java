package dev.understudy.gitrepo;

import dev.understudy.identity.Caller;
import java.util.List;

/**
 * A push that was taken.
 *
 * @param caller who pushed
 * @param updates the branches that have moved; never empty
 * @param options what came with {@code git push -o}, in its order
 * @param origin how the pusher names this service: {@code http://localhost:8080}
 */
public record Push(Caller caller, List<BranchUpdate> updates, List<String> options, String origin) {
    /** Keeps its own copies of the lists. */
    public Push {
        updates = List.copyOf(updates);
        options = List.copyOf(options);
    }
}
