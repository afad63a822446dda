package dev.understudy.engine.run;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.drools.core.common.InternalActivationGroup;
import org.drools.core.common.InternalAgenda;
import org.drools.core.common.InternalAgendaGroup;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of one network, used again after a reset: the memories of the network's nodes are most of what a session
 * costs. A thread gets the session that it used last, when it can, since another's would first have to move from one
 * processor's cache to the other's. A session whose decision failed is never used again. Thread-safe.
 */
final class SessionPool {
    private static final int PLACES = Integer.highestOneBit(Runtime.getRuntime().availableProcessors() + 1) * 2;
    /** References from one place to the next: 128 bytes, so that no two threads write to one cache line. */
    private static final int STRIDE = 32;

    private final RuleNetwork network;
    private final AtomicReferenceArray<@Nullable StatefulKnowledgeSessionImpl> idle =
            new AtomicReferenceArray<>((PLACES + 1) * STRIDE);

    SessionPool(RuleNetwork network) {
        this.network = network;
    }

    StatefulKnowledgeSessionImpl take() {
        int home = home();
        for (int i = 0; i < PLACES; i++) {
            int place = place(home + i);
            if (idle.get(place) != null) {
                StatefulKnowledgeSessionImpl session = idle.getAndSet(place, null);
                if (session != null) {
                    return session;
                }
            }
        }
        return network.newSession();
    }

    void giveBack(StatefulKnowledgeSessionImpl session) {
        session.reset();
        forgetGroups(session.getAgenda());
        int home = home();
        for (int i = 0; i < PLACES; i++) {
            int place = place(home + i);
            if (idle.get(place) == null && idle.compareAndSet(place, null, session)) {
                return;
            }
        }
        session.dispose();
    }

    void discard(StatefulKnowledgeSessionImpl session) {
        session.dispose();
    }

    /**
     * What a reset leaves behind: groups know by which fact they were last active, and a halt leaves them active. The
     * next decision, whose facts are counted from the start again, would take its own facts for old ones.
     */
    private static void forgetGroups(InternalAgenda agenda) {
        for (InternalAgendaGroup group : agenda.getAgendaGroupsManager().getAgendaGroups()) {
            group.setActive(false);
            group.setAutoFocusActivator(null);
            group.setActivatedForRecency(0);
            group.setClearedForRecency(-1);
        }
        for (InternalActivationGroup group : agenda.getActivationGroupsMap().values()) {
            group.setTriggeredForRecency(-1);
        }
    }

    private static int home() {
        return (int) Thread.currentThread().threadId();
    }

    /** The first place starts one stride behind the array's length, which every access reads. */
    private static int place(int number) {
        return ((number & (PLACES - 1)) + 1) * STRIDE;
    }
}
