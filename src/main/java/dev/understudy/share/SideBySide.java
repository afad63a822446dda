package dev.understudy.share;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.content.Remembered;
import dev.understudy.decisionlog.query.KeptDecision;
import dev.understudy.decisionlog.query.KeptTexts;
import dev.understudy.decisionlog.query.LogReader;
import dev.understudy.decisionlog.query.Unmasking;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.replay.FieldMask;
import dev.understudy.replay.Masks;
import dev.understudy.replay.ReplayService;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Decisions under the rules of then and under those of a draft, as somebody outside may see them: facts and outcomes,
 * sensitive fields masked. Why something can't be shown is told by its kind alone, since the sentence may quote facts.
 * Blocking; thread-safe.
 */
@Singleton
class SideBySide {
    private static final int MOST_BYTES = 4 << 20;
    private static final int REMEMBERED = 16;
    private static final int REMEMBERED_BYTES = 1 << 20;
    /** Whoever has a link has no account, and deciding a hundred decisions again takes time. */
    private static final int AT_ONCE = 2;

    private static final long PATIENCE_SECONDS = 20;

    private final LogReader log;
    private final ReplayService replays;
    private final Masks masks;
    private final RulesetCatalog catalog;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, String> known = new Remembered<>(REMEMBERED);

    /** What an answer depends on. */
    private record Key(UUID link, String head, String main) {}

    SideBySide(LogReader log, ReplayService replays, Masks masks, RulesetCatalog catalog) {
        this.log = log;
        this.replays = replays;
        this.masks = masks;
        this.catalog = catalog;
    }

    /**
     * The decisions of a link as a JSON list, in the link's order.
     *
     * @throws ProblemException {@code TOO_MANY_REQUESTS} when others are waiting for too many
     */
    String of(ShareLink link) {
        Key key = new Key(link.id(), head(link.shown().branch().value()), head("main"));
        String before = known(key);
        if (before != null) {
            return before;
        }
        take();
        try {
            String meanwhile = known(key);
            if (meanwhile != null) {
                return meanwhile;
            }
            Made made = made(link.shown());
            if (made.whole() && made.json().length() <= REMEMBERED_BYTES) {
                lock.lock();
                try {
                    known.put(key, made.json());
                } finally {
                    lock.unlock();
                }
            }
            return made.json();
        } finally {
            turns.release();
        }
    }

    /** Decisions as JSON, and whether each of them could be shown. */
    private record Made(String json, boolean whole) {}

    private @Nullable String known(Key key) {
        lock.lock();
        try {
            return known.get(key);
        } finally {
            lock.unlock();
        }
    }

    private void take() {
        try {
            if (turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(
                ProblemType.TOO_MANY_REQUESTS, "Others look at shared decisions just now. Try again in a moment.");
    }

    private String head(String branch) {
        BranchView view = catalog.snapshot().branch(branch);
        return view == null ? "" : view.head().value();
    }

    private Made made(ShareLink.Shown shown) {
        ArrayNode all = FieldMask.JSON.createArrayNode();
        boolean whole = true;
        long bytes = 0;
        for (UUID each : shown.decisions()) {
            ObjectNode json = all.addObject().put("id", each.toString());
            if (bytes > MOST_BYTES) {
                json.put("problem", "The decisions before this one fill the answer.");
                continue;
            }
            try {
                bytes += fill(json, log.named(each.toString()), shown);
            } catch (ProblemException problem) {
                json.retain("id");
                json.put("problem", problem.type().title());
                whole = false;
            }
        }
        return new Made(all.toString(), whole);
    }

    private long fill(ObjectNode json, KeptDecision kept, ShareLink.Shown shown) {
        FieldMask mask = masks.of(kept.rules().ruleset());
        json.put("decidedAt", kept.decidedAt().toString());
        json.put("ruleset", kept.rules().ruleset());
        String facts = KeptTexts.facts(kept, Unmasking.Look.MASKED);
        if (facts != null) {
            json.set("facts", mask.masked(facts));
        }
        ReplayService.Replay replay = replays.replay(kept, shown.text());
        json.put("identical", replay.identical());
        JsonNode now = masks.outcome(replay.now().decision(), kept.rules().ruleset());
        String then = KeptTexts.outcome(kept, Unmasking.Look.MASKED);
        json.putObject("then").set("outcome", mask.masked(then));
        json.putObject("now").set("outcome", now);
        return (facts == null ? 0L : facts.length())
                + then.length()
                + now.toString().length();
    }
}
