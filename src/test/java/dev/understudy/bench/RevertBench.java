package dev.understudy.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Reverts under load: from the call to the last answer by the rules that it undoes. Each has rules of its own to undo,
 * pushed to main before it.
 */
final class RevertBench implements Part {
    private static final int CALLERS = 4;
    private static final String PATH = "/api/v1/rulesets/" + GeneratedRules.NAME + "/revert";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int PAUSE_MILLIS = 20;

    private Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /** When it was there, and which rules gave it. */
    private record Answer(long nanos, String commit, int status) {}

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        Path folder = bed.folder("revert");
        Path data = folder.resolve("data");
        Git git = new Git(folder.resolve("clone"));
        try (Service service = Service.start(data);
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            service.awaitReady();
            new Git(folder)
                    .run("clone", "-q", "http://admin:admin@127.0.0.1:" + service.port() + "/git/rules.git", "clone");
            push(service, git, new GeneratedRules(100, 0, 1));
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> call(service));
            }
            try {
                measure(bed, service, git, data, out);
            } finally {
                over = true;
            }
        }
    }

    private void measure(Bed bed, Service service, Git git, Path data, Findings out) throws Exception {
        List<Double> last = new ArrayList<>();
        List<Double> returned = new ArrayList<>();
        long decided = 0;
        long compiled = 0;
        int warm = 3;
        for (int i = 0; i < warm + bed.pick(200, 10); i++) {
            push(service, git, new GeneratedRules(100, 0, 2 + i));
            String undone = git.run("rev-parse", "HEAD").strip();
            long before = compiled(data);
            answers = new ConcurrentLinkedQueue<>();
            long start = System.nanoTime();
            service.post(PATH, "operator", "{\"expectedCommit\": \"" + undone + "\"}");
            double call = (System.nanoTime() - start) / 1e6;
            awaitGit(service);
            double seen = last(undone, start);
            compiled += compiled(data) - before;
            decided += answers.size();
            out.raw(Map.of("revert", i - warm, "lastMillis", seen, "callMillis", call, "answers", answers.size()));
            if (i >= warm) {
                last.add(seen);
                returned.add(call);
            }
        }
        out.add("from the call to the last answer by the old rules, median", Statistics.median(last), "ms");
        out.add(
                "from the call to the last answer by the old rules, p99",
                Statistics.percentile(last, 99),
                "ms",
                Target.atMost(1_000));
        out.add("until the call returns, p99", Statistics.percentile(returned, 99), "ms");
        out.add("units compiled by all reverts", (double) compiled, "", Target.atMost(0));
        out.add("decisions meanwhile", (double) decided, "");
    }

    /** In milliseconds; 0 when none came after the call. */
    private double last(String undone, long start) {
        double last = 0;
        for (Answer each : answers) {
            if (each.status() != 200) {
                throw new IllegalStateException("A caller was answered " + each.status() + ".");
            }
            if (each.commit().equals(undone)) {
                last = Math.max(last, (each.nanos() - start) / 1e6);
            }
        }
        return last;
    }

    private void call(Service service) {
        byte[] body = GeneratedRules.body();
        while (!over) {
            try {
                HttpResponse<String> answer = service.call(GeneratedRules.NAME, "", body);
                String commit = answer.headers().firstValue("Rules-Commit").orElse("");
                answers.add(new Answer(System.nanoTime(), commit, answer.statusCode()));
            } catch (IOException e) {
                answers.add(new Answer(System.nanoTime(), "", 0));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void push(Service service, Git git, GeneratedRules rules) throws Exception {
        git.run("fetch", "-q", "origin");
        git.run("reset", "-q", "--hard", "origin/main");
        git.commit(rules);
        git.run("push", "-q", "origin", "HEAD:main");
        String decision = service.decide(GeneratedRules.NAME, "", GeneratedRules.body());
        if (!decision.contains(rules.expected())) {
            throw new IllegalStateException("The push is not live: " + decision);
        }
    }

    private static void awaitGit(Service service) throws Exception {
        long start = System.nanoTime();
        while (service.get(PATH, "operator").contains("\"git\":\"PENDING\"")) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("Git does not say what was reverted: " + service.get(PATH, "operator"));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static long compiled(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("classes"))) {
            return files.filter(each -> each.toString().endsWith(".classes")).count();
        }
    }
}
