package dev.understudy.gitrepo;

import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jboss.logging.Logger;

/**
 * Follows a remote on one thread of its own: polls, fetches at once when triggered, waits longer after failures, tells
 * what moved, and pushes main when it was promoted here. Nobody waits for it.
 */
final class Mirror implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Mirror.class);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);
    private static final Duration SHORTEST_GAP = Duration.ofMillis(250);
    private static final int MAX_DOUBLINGS = 6;
    private static final int TELLINGS = 2;
    private static final double JITTER = 0.1;

    private final Repository git;
    private final Upstream upstream;
    private final RemoteMain main;
    private final Reconciliation reconciliation;
    private final Lock moves;
    private final FetchRecord record;
    private final BranchListener listener;
    private final Duration pollInterval;
    private final Thread thread = Thread.ofPlatform().name("git-fetch").daemon().unstarted(this::run);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private boolean triggered;
    private boolean closed;
    /**
     * How often who listens is still to be told that nothing is pending: a kill may have come before it was, and a push
     * may be faster than the transaction that says what was pushed.
     */
    private int arrivalsToTell;

    private SortedMap<BranchName, CommitId> told;

    /**
     * What a mirror works on.
     *
     * @param git the repository here
     * @param upstream the one there
     * @param main of both
     * @param merges what merges both
     * @param record of fetches
     */
    record Ends(Repository git, Upstream upstream, RemoteMain main, GitMerges merges, FetchRecord record) {}

    /**
     * One that does nothing yet.
     *
     * @param moves held while branches move and the listener is told
     */
    Mirror(Ends ends, Lock moves, BranchListener listener, Duration pollInterval) {
        this.git = ends.git();
        this.upstream = ends.upstream();
        this.main = ends.main();
        this.reconciliation = new Reconciliation(ends.git(), ends.main(), ends.merges());
        this.moves = moves;
        this.record = ends.record();
        this.listener = listener;
        this.pollInterval = pollInterval;
        main.onPromotion(this::trigger);
        try {
            this.told = GitRulesRepository.heads(git);
            this.arrivalsToTell = main.hasPromoted() ? TELLINGS : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        thread.start();
    }

    /** Asks for a fetch soon. Never waits; however many ask while one is under way, one more follows. */
    void trigger() {
        lock.lock();
        try {
            triggered = true;
            wake.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            do {
                fetch();
                Thread.sleep(SHORTEST_GAP);
            } while (awaitNext());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether to go on */
    private boolean awaitNext() throws InterruptedException {
        long nanos = delay().toNanos();
        lock.lock();
        try {
            while (!closed && !triggered && nanos > 0) {
                nanos = wake.awaitNanos(nanos);
            }
            triggered = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private Duration delay() {
        Duration delay = pollInterval;
        int failures = record.consecutiveFailures();
        if (failures > 1) {
            Duration longer = pollInterval.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
            Duration longest = LONGEST_BACK_OFF.compareTo(pollInterval) > 0 ? LONGEST_BACK_OFF : pollInterval;
            delay = longer.compareTo(longest) > 0 ? longest : longer;
        }
        double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return Duration.ofNanos((long) (delay.toNanos() * factor));
    }

    /** One fetch; what goes wrong is recorded and never counts as fresh. */
    private void fetch() {
        boolean fetched = false;
        try {
            upstream.fetch(git);
            fetched = true;
        } catch (IOException | RuntimeException e) {
            String sentence = upstream.display() + " can't be fetched: " + OneLine.of(String.valueOf(e.getMessage()));
            if (record.consecutiveFailures() == 0) {
                LOG.warn(sentence + "; the rules stay as they are until it can");
            }
            record.failed(sentence);
        }
        settle(fetched);
        push();
    }

    private void settle(boolean fetched) {
        moves.lock();
        try {
            if (fetched) {
                reconciliation.run();
            }
            tell();
            if (fetched) {
                succeeded();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("Fetched branches could not be made this node's; the next fetch tries again", e);
            record.failed(
                    "Fetched branches could not be made this node's: " + OneLine.of(String.valueOf(e.getMessage())));
        } finally {
            moves.unlock();
        }
    }

    /** Not before the branches are this node's: what is confirmed has to be what it has. */
    private void succeeded() throws IOException {
        if (record.consecutiveFailures() > 0) {
            LOG.infof("%s can be fetched again", upstream.display());
        }
        record.succeeded();
    }

    /** What was promoted here goes there, once main there is in its past. What goes wrong is tried again later. */
    private void push() {
        try {
            ObjectId here = main.here();
            ObjectId there = main.there();
            if (here == null || there == null || !main.isAhead()) {
                main.record().nothingPending();
                if (here != null) {
                    tellArrived(here);
                }
                return;
            }
            arrivalsToTell = TELLINGS;
            main.record().noticed();
            if (main.record().isDue()) {
                push(there, here);
            }
        } catch (IOException | RuntimeException e) {
            String sentence = upstream.display() + " does not take main: " + OneLine.of(String.valueOf(e.getMessage()));
            if (main.pending().flatMap(PendingPush::fault).isEmpty()) {
                LOG.warn(sentence + "; main is promoted here, and pending there");
            }
            main.record().failed(sentence);
        }
    }

    private void push(ObjectId there, ObjectId here) throws IOException {
        if (upstream.push(git, there, here) == Upstream.PushResult.MOVED) {
            main.record().failed("main has moved at " + upstream.display() + "; it is fetched and merged");
            main.record().promoted();
            trigger();
            return;
        }
        PushStep.PUSHED.reached();
        main.arrived(here);
        main.record().nothingPending();
        LOG.infof("Pushed main at %s to %s", here.name(), upstream.display());
        tellArrived(here);
    }

    private void tellArrived(ObjectId here) {
        if (arrivalsToTell > 0) {
            listener.arrived(new CommitId(here.name()));
            arrivalsToTell--;
        }
    }

    private void tell() {
        try {
            SortedMap<BranchName, CommitId> now = GitRulesRepository.heads(git);
            List<BranchUpdate> moved = difference(told, now);
            if (!moved.isEmpty()) {
                LOG.infof("Fetched %s", moved);
                listener.moved(moved);
            }
            told = now;
        } catch (IOException | RuntimeException e) {
            LOG.error("Fetched branches could not be made live; the next fetch tries again", e);
        }
    }

    private static List<BranchUpdate> difference(
            Map<BranchName, CommitId> before, SortedMap<BranchName, CommitId> after) {
        List<BranchUpdate> updates = new ArrayList<>();
        after.forEach((branch, head) -> {
            CommitId old = before.get(branch);
            if (!head.equals(old)) {
                updates.add(new BranchUpdate(branch, Optional.ofNullable(old), Optional.of(head)));
            }
        });
        before.forEach((branch, head) -> {
            if (!after.containsKey(branch)) {
                updates.add(new BranchUpdate(branch, Optional.of(head), Optional.empty()));
            }
        });
        return updates;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            wake.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
