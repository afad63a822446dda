package dev.understudy.ruleset;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Facts of one call, read into the types of one {@link CompiledRuleset} and of no other. Used once. */
public interface Facts {
    /** The moment that the caller says it is, if it says one: the only clock that rules have. */
    Optional<Instant> asOf();

    /** How many facts there are. */
    int size();

    /**
     * Where the values of sensitive fields stand in the body, in bytes from its start: where each begins, and the place
     * behind its end, in turn; not to be changed.
     */
    int[] sensitive();

    /** The value that the ruleset's {@code routingKey} points to, as text; null when these facts have none. */
    @Nullable
    String routingKey();
}
