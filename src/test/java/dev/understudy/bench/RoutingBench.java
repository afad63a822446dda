package dev.understudy.bench;

import com.sun.management.ThreadMXBean;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Role;
import dev.understudy.identity.SignedCookie;
import dev.understudy.identity.SigningKey;
import dev.understudy.routing.BranchSelector;
import dev.understudy.routing.RequestView;
import dev.understudy.routing.RoutingProbe;
import dev.understudy.ruleset.BranchName;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Choosing the branch, with 1 and 1,000 branches. */
final class RoutingBench implements Part {
    private static final int CALLS = 200_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final SignedCookie cookies = new SignedCookie(new SigningKey("A".repeat(44)));
    private final Caller caller = Caller.of("analyst", Set.of(Role.ANALYST), Set.of());
    private int seen;

    /**
     * A request that chooses by these; null for what it does not carry.
     *
     * @param header its branch
     * @param cookie its session
     */
    private record Request(
            @Nullable String header, @Nullable String cookie) implements RequestView {
        @Override
        public @Nullable String header(String name) {
            return header;
        }

        @Override
        public @Nullable String cookie(String name) {
            return cookie;
        }
    }

    private record Cost(double nanos, double bytes) {}

    @Override
    public void run(Bed bed, Findings out) {
        String branch = "main";
        Map<String, Request> requests = Map.of(
                "default", new Request(null, null),
                "header", new Request(branch, null),
                "session",
                        new Request(
                                null,
                                cookies.encode(
                                        caller,
                                        new BranchName(branch),
                                        Instant.now().plus(1, ChronoUnit.HOURS))));
        for (String by : List.of("default", "header", "session")) {
            Cost one = measure(bed, 1, requests.get(by));
            Cost many = measure(bed, 1_000, requests.get(by));
            out.raw(Map.of("by", by, "one", one, "thousand", many));
            out.add("choosing by " + by + ", 1 branch", one.nanos(), "ns");
            out.add("choosing by " + by + ", 1,000 branches", many.nanos(), "ns", Target.atMost(2_000));
            out.add("choosing by " + by + ": allocation, 1,000 branches", many.bytes(), "B");
            out.add(
                    "choosing by " + by + ": allocation more than with 1",
                    many.bytes() - one.bytes(),
                    "B",
                    Target.atMost(1));
        }
        if (seen == 0) {
            throw new IllegalStateException("No branch was chosen.");
        }
        new ChoiceBench(cookies).run(bed, out);
    }

    private Cost measure(Bed bed, int branches, @Nullable Request request) {
        if (request == null) {
            throw new IllegalArgumentException("There is no such request.");
        }
        BranchSelector selector = RoutingProbe.selector(ChoiceBench.catalog(branches), cookies);
        List<Double> nanos = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        int warm = 10;
        for (int round = 0; round < warm + bed.pick(15, 5); round++) {
            long thread = Thread.currentThread().threadId();
            long allocated = THREADS.getThreadAllocatedBytes(thread);
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                seen += selector.select(request, caller).view().branch().value().length();
            }
            double took = System.nanoTime() - start;
            if (round >= warm) {
                nanos.add(took / CALLS);
                bytes.add((double) (THREADS.getThreadAllocatedBytes(thread) - allocated) / CALLS);
            }
        }
        return new Cost(Statistics.median(nanos), Statistics.median(bytes));
    }
}
