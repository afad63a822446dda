package dev.understudy.engine.run;

import dev.understudy.engine.whynot.Course;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.drools.base.InitialFact;
import org.drools.core.common.InternalFactHandle;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;

/** What was seen of one decision beside its outcome, to tell why rules did not fire. For one thread. */
final class Observed {
    private final AgendaWatch agenda = new AgendaWatch();
    private final List<Object> left = new ArrayList<>();
    private Course course = Course.NONE;

    void attach(StatefulKnowledgeSessionImpl session) {
        agenda.attach(session);
    }

    /** Called when no rule fires any more. */
    void ended(StatefulKnowledgeSessionImpl session, ExplainingRecorder recorder) {
        // Without a halt there is no rule left to be evaluated.
        boolean halted = session.getAgenda().getAgendaGroupsManager().peekNextRule() != null;
        course = new Course(
                recorder.counts(),
                agenda.matched(),
                agenda.focused(),
                recorder.changes(),
                halted,
                recorder.lastPosition());
        keepFacts(session);
    }

    private void keepFacts(StatefulKnowledgeSessionImpl session) {
        List<InternalFactHandle> handles = new ArrayList<>();
        Iterator<InternalFactHandle> all = session.getObjectStore().iterateFactHandles();
        while (all.hasNext()) {
            InternalFactHandle handle = all.next();
            if (!(handle.getObject() instanceof InitialFact)) {
                handles.add(handle);
            }
        }
        handles.sort(Comparator.comparingLong(InternalFactHandle::getId));
        handles.forEach(handle -> left.add(handle.getObject()));
    }

    void detach(StatefulKnowledgeSessionImpl session) {
        agenda.detach(session);
    }

    /** The facts as they were left, in the order in which they were inserted. */
    List<Object> left() {
        return left;
    }

    /** What happened. */
    Course course() {
        return course;
    }
}
