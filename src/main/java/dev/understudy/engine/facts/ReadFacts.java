package dev.understudy.engine.facts;

import dev.understudy.ruleset.Facts;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Facts of one call as objects of the ruleset's classes. */
public final class ReadFacts implements Facts {
    private final List<Object> facts;
    private final @Nullable Instant asOf;
    private final int[] sensitive;
    private final @Nullable String routingKey;

    ReadFacts(List<Object> facts, @Nullable Instant asOf, int[] sensitive, @Nullable String routingKey) {
        this.facts = facts;
        this.asOf = asOf;
        this.sensitive = sensitive;
        this.routingKey = routingKey;
    }

    /** The facts in the order of the body: by type as sent, then as listed. */
    public List<Object> objects() {
        return Collections.unmodifiableList(facts);
    }

    @Override
    public Optional<Instant> asOf() {
        return Optional.ofNullable(asOf);
    }

    @Override
    @SuppressWarnings("EI_EXPOSE_REP") // Made for this object, and handed on once.
    public int[] sensitive() {
        return sensitive;
    }

    @Override
    public @Nullable String routingKey() {
        return routingKey;
    }

    @Override
    public int size() {
        return facts.size();
    }
}
