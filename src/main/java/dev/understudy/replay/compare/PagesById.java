package dev.understudy.replay.compare;

import dev.understudy.decisionlog.query.LogScan;
import dev.understudy.decisionlog.query.RecordedDecision;
import java.util.List;
import java.util.UUID;

/** The decisions of given ids. A page is only empty when there are no more, though some of them may be gone. */
public final class PagesById implements Replayer.Pages {
    private static final int PAGE = 512;

    private final LogScan log;
    private final List<UUID> ids;
    private int next;

    /** @param start the place in {@code ids} of the first that is wanted */
    public PagesById(LogScan log, List<UUID> ids, int start) {
        this.log = log;
        this.ids = ids;
        this.next = start;
    }

    @Override
    public List<RecordedDecision> next() {
        List<RecordedDecision> page = List.of();
        while (page.isEmpty() && next < ids.size()) {
            int end = Math.min(ids.size(), next + PAGE);
            page = log.byId(ids.subList(next, end));
            next = end;
        }
        return page;
    }
}
