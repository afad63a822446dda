package dev.understudy.engine.build;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.drools.model.codegen.execmodel.generator.DrlxParseUtil;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps builds from contaminating each other. Drools remembers the getters of types in one map for the whole process,
 * by the type's name, so two versions of {@code acme.rules.Flight} that are built at once would see each other's
 * getters, and a build that failed leaves its own behind. Here only builds on the same loaded types run at once, and
 * the map is emptied whenever the types change.
 */
final class AccessorGate {
    private static final Logger LOG = Logger.getLogger(AccessorGate.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private final long patienceMillis;
    private @Nullable ClassLoader owner;
    private int inside;
    private long era;

    /** @param patienceMillis after so long whoever is inside is taken for abandoned */
    AccessorGate(long patienceMillis) {
        this.patienceMillis = patienceMillis;
    }

    /** Runs {@code work}, which generates code on the types of {@code types}. */
    <T> T with(ClassLoader types, Supplier<T> work) {
        long mine = enter(types);
        try {
            return work.get();
        } finally {
            leave(mine);
        }
    }

    private long enter(ClassLoader types) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
            while (owner != null && !owner.equals(types)) {
                if (left <= 0) {
                    LOG.errorf("A build on %s does not end; the next one goes ahead without it.", owner.getName());
                    owner = null;
                    inside = 0;
                    era++;
                } else {
                    left = free.awaitNanos(left);
                }
            }
            if (owner == null) {
                DrlxParseUtil.clearAccessorCache();
                owner = types;
            }
            inside++;
            return era;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Compiling was interrupted.", e);
        } finally {
            lock.unlock();
        }
    }

    private void leave(long entered) {
        lock.lock();
        try {
            if (entered == era && --inside == 0) {
                owner = null;
                free.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
