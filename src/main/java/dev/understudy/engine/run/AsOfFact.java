package dev.understudy.engine.run;

import dev.understudy.ruleset.Facts;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.Map;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.jspecify.annotations.Nullable;

/**
 * The moment for which a decision is made, as a fact. A ruleset that needs to know it declares {@code declare AsOf at :
 * java.time.Instant end}; it then finds exactly one such fact when the caller sent {@code asOf}, and none otherwise.
 */
final class AsOfFact {
    static final String TYPE = "AsOf";

    private final @Nullable MethodHandle constructor;

    private AsOfFact(@Nullable MethodHandle constructor) {
        this.constructor = constructor;
    }

    static AsOfFact of(Map<String, Class<?>> types) {
        Class<?> type = types.get(TYPE);
        if (type == null) {
            return new AsOfFact(null);
        }
        try {
            return new AsOfFact(MethodHandles.publicLookup().unreflectConstructor(type.getConstructor(Instant.class)));
        } catch (NoSuchMethodException | IllegalAccessException otherShape) {
            // A type of that name with other fields is the ruleset's own affair.
            return new AsOfFact(null);
        }
    }

    void insert(StatefulKnowledgeSessionImpl session, Facts facts) {
        Object fact = make(facts);
        if (fact != null) {
            session.insert(fact);
        }
    }

    /** The fact, or null when there is none. */
    @Nullable
    Object make(Facts facts) {
        if (constructor == null || facts.asOf().isEmpty()) {
            return null;
        }
        try {
            return constructor.invoke(facts.asOf().get());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
