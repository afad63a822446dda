package dev.understudy.engine.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drools.core.common.InternalFactHandle;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;

/** Finds the facts of the outcome's types, in the order in which they were inserted. */
final class OutcomeCollector {
    private static final Comparator<InternalFactHandle> BY_INSERTION =
            Comparator.comparingLong(InternalFactHandle::getId);

    private final Class<?>[] types;

    private OutcomeCollector(Class<?>[] types) {
        this.types = types;
    }

    static OutcomeCollector of(List<String> factsOut, Map<String, Class<?>> bySimpleName) {
        return new OutcomeCollector(factsOut.stream()
                .map(bySimpleName::get)
                .filter(Objects::nonNull)
                .toArray(Class<?>[]::new));
    }

    List<Object> collect(StatefulKnowledgeSessionImpl session) {
        List<InternalFactHandle> handles = new ArrayList<>(4);
        Iterator<InternalFactHandle> all = session.getObjectStore().iterateFactHandles();
        while (all.hasNext()) {
            InternalFactHandle handle = all.next();
            if (isOutcome(handle.getObject())) {
                handles.add(handle);
            }
        }
        if (handles.size() > 1) {
            handles.sort(BY_INSERTION);
        }
        List<Object> facts = new ArrayList<>(handles.size());
        for (InternalFactHandle handle : handles) {
            facts.add(handle.getObject());
        }
        return facts;
    }

    private boolean isOutcome(Object fact) {
        for (Class<?> type : types) {
            if (type.isInstance(fact)) {
                return true;
            }
        }
        return false;
    }
}
