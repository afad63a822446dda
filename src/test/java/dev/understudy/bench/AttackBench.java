package dev.understudy.bench;

import dev.understudy.bench.load.LoadOrder;
import dev.understudy.bench.load.LoadResult;
import dev.understudy.bench.load.RequestFile;
import dev.understudy.thread.BackgroundThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Every attack, pushed and decided: how long it takes to refuse or stop it, what others notice of it meanwhile, and
 * what is left behind. Drafts are quarantined as they are by default, and one attacker pushes new commits all the time,
 * which end it. The log is buffered: waits for the disk are not the sandbox's.
 */
final class AttackBench implements Part {
    private static final int ATTACKERS = 4;

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        Path folder = bed.folder("attacks");
        try (Service service = Service.start(
                folder.resolve("data"),
                "-Dunderstudy.decision-log.mode=buffered",
                // What is kept of deleted drafts by intent is full before leftovers are measured.
                "-Dunderstudy.catalog.draft-budget-megabytes=16")) {
            service.awaitReady();
            Attacks attacks = new Attacks(service, folder);
            List<String> live = each(bed, attacks, out);
            others(bed, service, attacks, live, out);
            rounds(bed, service, attacks, out);
        }
    }

    /** Gives those that got as far as to be decided. */
    private static List<String> each(Bed bed, Attacks attacks, Findings out) throws IOException, InterruptedException {
        double worstPush = 0;
        double worstDecision = 0;
        Map<String, Integer> ends = new TreeMap<>();
        List<String> live = new ArrayList<>();
        for (String name : some(attacks, bed)) {
            long start = System.nanoTime();
            attacks.push(name, 0);
            double pushed = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            String end = attacks.decide(name);
            double decided = (System.nanoTime() - start) / 1e6;
            ends.merge(end, 1, Integer::sum);
            if (!end.equals("broken-ruleset")) {
                live.add(name);
            }
            worstPush = Math.max(worstPush, pushed);
            worstDecision = Math.max(worstDecision, decided);
            out.raw(Map.of("attack", name, "end", end, "pushMillis", pushed, "decisionMillis", decided));
        }
        ends.forEach((end, number) -> out.add("attacks that end as " + end, number, ""));
        out.add("the slowest attack's push, refused or compiled", worstPush / 1e3, "s", Target.atMost(2));
        out.add("the slowest attack's decision, stopped or decided", worstDecision / 1e3, "s", Target.atMost(2));
        return live;
    }

    private static List<String> some(Attacks attacks, Bed bed) {
        return bed.shortened() ? attacks.names().subList(0, 12) : attacks.names();
    }

    /** Production's decisions at a fifth of what it can, without and with attacks beside them. */
    private static void others(Bed bed, Service service, Attacks attacks, List<String> live, Findings out)
            throws Exception {
        Path requests = bed.folder("attack-requests").resolve("flights");
        RequestFile.writePosts(requests, Bodies.decisions("flight-compensation"), "app", Bodies.flights());
        try (LoadProcess load = LoadProcess.start()) {
            LoadResult full = load.run(order(service, requests, bed.pick(10_000, 3_000), bed.pick(3_000, 1_000), 0));
            double rate = full.rate() / 5;
            List<Double> one = new ArrayList<>();
            List<Double> several = new ArrayList<>();
            for (int round = 0; round < bed.pick(7, 2); round++) {
                LoadResult alone = load.run(order(service, requests, 500, bed.pick(5_000, 2_000), rate));
                for (int attackers : List.of(1, ATTACKERS)) {
                    LoadResult beside;
                    try (Attackers work = new Attackers(attacks, live, round, attackers)) {
                        beside = load.run(order(service, requests, 500, bed.pick(5_000, 2_000), rate));
                        out.raw(Map.of(
                                "alone", alone, "beside", beside, "attackers", attackers, "attacks", work.stop()));
                    }
                    (attackers == 1 ? one : several).add(beside.p99Micros() / alone.p99Micros());
                }
            }
            String others = "others' p99, of that alone, beside ";
            out.add(others + "attacks one after the other", Statistics.median(one), "", Target.atMost(3));
            out.add(others + ATTACKERS + " attackers who never wait", Statistics.median(several), "");
        }
        double held = service.metric("understudy_event_loop_held_seconds_bucket", "le=\"0.005\"");
        double all = service.metric("understudy_event_loop_held_seconds_bucket", "le=\"+Inf\"");
        if (all == 0) {
            throw new IllegalStateException("No decision on an event loop was measured.");
        }
        out.add("decisions measured on event loops", all, "");
        out.add("of them, held one for more than 5 ms", all - held, "", Target.atMost(0));
    }

    private static LoadOrder order(Service service, Path requests, long warm, long measure, double rate) {
        return new LoadOrder(service.port(), service.pid(), 16, warm, measure, rate, requests);
    }

    private static void rounds(Bed bed, Service service, Attacks attacks, Findings out) throws Exception {
        int rounds = bed.pick(1_000, 30);
        int settled = rounds / 10;
        Kept before = kept(service);
        List<String> names = attacks.names();
        for (int round = 0; round < rounds; round++) {
            if (round == settled) {
                before = kept(service);
            }
            String name = names.get(round % names.size());
            attacks.push(name, 1_000 + round);
            attacks.decide(name);
            attacks.delete(name);
        }
        Kept after = kept(service);
        out.raw(Map.of("before", before, "after", after));
        String more = "more after " + Figure.number(rounds) + " rounds of attacks: ";
        out.add(more + "threads", after.threads() - before.threads(), "", Target.atMost(2));
        out.add(more + "classes", after.classes() - before.classes(), "", Target.atMost(200));
        out.add(more + "heap", after.heapMebibytes() - before.heapMebibytes(), "MiB", Target.atMost(16));
    }

    /** What the service holds. */
    private record Kept(double threads, double classes, double heapMebibytes, double metaspaceMebibytes) {}

    /** After a full collection. */
    private static Kept kept(Service service) throws Exception {
        service.collectGarbage();
        return new Kept(
                service.metric("jvm_threads_live_threads", ""),
                service.metric("jvm_classes_loaded_classes", ""),
                service.metric("jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20),
                service.metric("jvm_memory_used_bytes", "id=\"Metaspace\"") / (1 << 20));
    }

    /** Decide attacks, and push new ones, until they are stopped. */
    private static final class Attackers implements AutoCloseable {
        private final AtomicBoolean stopped = new AtomicBoolean();
        // Only here are they on the machine of the service; git and its children inherit it.
        private final ExecutorService threads = Executors.newFixedThreadPool(
                ATTACKERS, new BackgroundThreads("attacker", AttackBench.class.getClassLoader()));
        private final List<Future<Integer>> done = new ArrayList<>();

        /**
         * Begins.
         *
         * @param number one of them pushes and decides new attacks, the others decide those that are there
         */
        Attackers(Attacks attacks, List<String> live, int round, int number) {
            for (int i = 1; i < number; i++) {
                int from = i * live.size() / number;
                done.add(threads.submit(work(from, at -> attacks.decide(live.get(at % live.size())))));
            }
            List<String> names = attacks.names();
            int edition = 10 * number + round;
            done.add(threads.submit(work(round * 7, at -> {
                String name = names.get(at % names.size());
                attacks.push(name, edition);
                attacks.decide(name);
            })));
        }

        private interface Attack {
            void at(int number) throws IOException, InterruptedException;
        }

        private Callable<Integer> work(int from, Attack attack) {
            return () -> {
                int at = from;
                while (!stopped.get()) {
                    attack.at(at++);
                }
                return at - from;
            };
        }

        /** How many were made; fails when one was answered badly. */
        int stop() throws Exception {
            stopped.set(true);
            int sum = 0;
            for (Future<Integer> each : done) {
                sum += each.get();
            }
            return sum;
        }

        @Override
        public void close() {
            stopped.set(true);
            threads.close();
        }
    }
}
