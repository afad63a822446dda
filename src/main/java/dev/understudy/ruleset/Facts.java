package dev.understudy.ruleset;

import java.time.Instant;
import java.util.Optional;

/** Facts of one call, read into the types of one {@link CompiledRuleset} and of no other. Used once. */
public interface Facts {
    /** The moment that the caller says it is, if it says one: the only clock that rules have. */
    Optional<Instant> asOf();

    /** How many facts there are. */
    int size();
}
