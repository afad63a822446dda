package dev.understudy.engine.run;

import dev.understudy.engine.facts.FactCodec;
import dev.understudy.engine.whynot.Course;
import dev.understudy.json.Utf8Sink;
import dev.understudy.ruleset.Decision;
import dev.understudy.sandbox.Meter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.ObjectDeletedEvent;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.event.rule.ObjectUpdatedEvent;
import org.kie.api.event.rule.RuleRuntimeEventListener;
import org.kie.api.runtime.rule.Match;

/** Keeps each firing, the facts it matched, as they were before it fired, and what it did to facts. */
final class ExplainingRecorder extends FiringRecorder implements RuleRuntimeEventListener {
    private final RuleOrder order;
    private final FactCodec codec;
    private final Explainer explainer;
    private final @Nullable Observed observed;
    private final List<Kept> kept = new ArrayList<>();
    private final List<Course.Change> changes = new ArrayList<>();

    /** @param observed takes what is needed to tell why rules did not fire; null when that is not asked */
    ExplainingRecorder(
            RuleOrder order,
            int mostFirings,
            Meter meter,
            FactCodec codec,
            Explainer explainer,
            @Nullable Observed observed) {
        super(order, mostFirings, meter);
        this.order = order;
        this.codec = codec;
        this.explainer = explainer;
        this.observed = observed;
    }

    /** A firing that others may add to. */
    private final class Kept {
        private final int rule;
        private final Listed facts = new Listed();
        private final Listed inserted = new Listed();
        private final Listed modified = new Listed();
        private final Listed deleted = new Listed();

        Kept(int rule) {
            this.rule = rule;
        }

        Decision.Firing firing() {
            RuleOrder.PlacedName place = order.rules().get(rule);
            return new Decision.Firing(
                    place.name(),
                    place.file(),
                    place.line(),
                    facts.json(),
                    new Decision.Changes(inserted.json(), modified.json(), deleted.json()));
        }
    }

    /** A JSON array of facts. */
    private final class Listed {
        private @Nullable Utf8Sink sink;

        void add(Object fact, boolean hidden) {
            if (sink == null) {
                sink = new Utf8Sink(256);
                sink.raw('[');
            } else {
                sink.raw(',');
            }
            codec.writeFact(fact, hidden, sink);
        }

        String json() {
            if (sink == null) {
                return "[]";
            }
            sink.raw(']');
            return new String(sink.toByteArray(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public boolean accept(Match match) {
        boolean accepted = super.accept(match);
        Kept firing = new Kept(((RuleImpl) match.getRule()).getLoadOrder());
        boolean hidden = explainer.hides(firing.rule);
        match.getObjects().forEach(fact -> firing.facts.add(fact, hidden));
        kept.add(firing);
        return accepted;
    }

    @Override
    void attach(StatefulKnowledgeSessionImpl session) {
        session.addEventListener(this);
        if (observed != null) {
            observed.attach(session);
        }
    }

    @Override
    void ended(StatefulKnowledgeSessionImpl session) {
        if (observed != null) {
            observed.ended(session, this);
        }
    }

    @Override
    void detach(StatefulKnowledgeSessionImpl session) {
        session.removeEventListener(this);
        if (observed != null) {
            observed.detach(session);
        }
    }

    @Override
    public void objectInserted(ObjectInsertedEvent event) {
        if (!kept.isEmpty()) {
            kept.getLast().inserted.add(event.getObject(), false);
            changed("inserted", event.getObject());
        }
    }

    @Override
    public void objectUpdated(ObjectUpdatedEvent event) {
        if (!kept.isEmpty()) {
            kept.getLast().modified.add(event.getObject(), false);
            changed("modified", event.getObject());
        }
    }

    @Override
    public void objectDeleted(ObjectDeletedEvent event) {
        if (!kept.isEmpty()) {
            kept.getLast().deleted.add(event.getOldObject(), false);
            changed("deleted", event.getOldObject());
        }
    }

    private void changed(String verb, Object fact) {
        String type = codec.typeName(fact);
        if (type != null) {
            changes.add(new Course.Change(kept.getLast().rule, verb, type, fact));
        }
    }

    @Override
    List<Decision.Firing> firings() {
        return kept.stream().map(Kept::firing).toList();
    }

    /** What rules did to facts, in order. */
    List<Course.Change> changes() {
        return changes;
    }

    /** The position of the rule that fired last; -1 when none did. */
    int lastPosition() {
        return kept.isEmpty() ? -1 : kept.getLast().rule;
    }
}
