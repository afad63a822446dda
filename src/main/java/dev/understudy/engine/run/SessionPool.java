package dev.understudy.engine.run;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of one network, used again after a reset: the memories of the network's nodes are most of what a session
 * costs. A session whose decision failed is never used again. Thread-safe.
 */
final class SessionPool {
    private static final int MOST_IDLE = Runtime.getRuntime().availableProcessors() + 2;

    private final RuleNetwork network;
    private final ConcurrentLinkedQueue<StatefulKnowledgeSessionImpl> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    SessionPool(RuleNetwork network) {
        this.network = network;
    }

    StatefulKnowledgeSessionImpl take() {
        @Nullable StatefulKnowledgeSessionImpl session = idle.poll();
        if (session == null) {
            return network.newSession();
        }
        idleCount.decrementAndGet();
        return session;
    }

    void giveBack(StatefulKnowledgeSessionImpl session) {
        if (idleCount.incrementAndGet() > MOST_IDLE) {
            idleCount.decrementAndGet();
            session.dispose();
            return;
        }
        session.reset();
        idle.offer(session);
    }

    void discard(StatefulKnowledgeSessionImpl session) {
        session.dispose();
    }
}
