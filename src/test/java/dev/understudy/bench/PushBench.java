package dev.understudy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One changed rule of 1,000, from a push by the real git to the decision: a push returns when its rules are live. Then
 * a restart with everything known.
 */
final class PushBench implements Part {
    private static final String BRANCH = "bench/one-rule";

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        Path folder = bed.folder("push");
        Path data = folder.resolve("data");
        GeneratedRules rules = new GeneratedRules(1_000, 0, 1);
        Git git = new Git(folder.resolve("clone"));
        try (Service service = Service.start(data)) {
            service.awaitReady();
            clone(service, folder);
            git.commit(rules);
            out.add("1,000 new rules: push to live on main", millis(git, "push", "-q", "origin", "main") / 1e3, "s");
            check(service, "", rules);
            push(bed, service, git, rules, out);
        }
        restart(data, rules, bed, out);
    }

    private static void clone(Service service, Path folder) throws IOException, InterruptedException {
        String url = "http://admin:admin@127.0.0.1:" + service.port() + "/git/rules.git";
        new Git(folder).run("clone", "-q", url, "clone");
    }

    private static void push(Bed bed, Service service, Git git, GeneratedRules rules, Findings out) throws Exception {
        git.run("checkout", "-q", "-b", BRANCH);
        List<Double> changed = new ArrayList<>();
        List<Double> decided = new ArrayList<>();
        List<Double> words = new ArrayList<>();
        int warm = 5;
        for (int i = 0; i < warm + bed.pick(40, 20); i++) {
            GeneratedRules next = rules.withVersion(2 + i);
            git.commit(next);
            double pushed = millis(git, "push", "-q", "origin", BRANCH);
            long start = System.nanoTime();
            check(service, BRANCH, next);
            double first = (System.nanoTime() - start) / 1e6;
            git.write("README.md", "Nothing that a rule depends on, edition " + i + ".\n");
            git.commit("Words " + i);
            double other = millis(git, "push", "-q", "origin", BRANCH);
            out.raw(Map.of("push", i - warm, "millis", pushed, "firstDecisionMillis", first, "wordsMillis", other));
            if (i >= warm) {
                changed.add(pushed);
                decided.add(pushed + first);
                words.add(other);
            }
        }
        out.add(
                "one changed rule of 1,000: push to live, median",
                Statistics.median(changed),
                "ms",
                Target.atMost(500));
        out.add(
                "one changed rule of 1,000: push to live, p95",
                Statistics.percentile(changed, 95),
                "ms",
                Target.atMost(1_000));
        out.add("the same until the first decision is answered, median", Statistics.median(decided), "ms");
        out.add("a push that changes no rule, median", Statistics.median(words), "ms");
    }

    private static double millis(Git git, String... arguments) throws IOException, InterruptedException {
        long start = System.nanoTime();
        git.run(arguments);
        return (System.nanoTime() - start) / 1e6;
    }

    private static void check(Service service, String branch, GeneratedRules rules) throws Exception {
        String decision = service.decide(GeneratedRules.NAME, branch, GeneratedRules.body());
        if (!decision.contains(rules.expected())) {
            throw new IllegalStateException("The push is not live: " + decision);
        }
    }

    private static void restart(Path data, GeneratedRules rules, Bed bed, Findings out) throws Exception {
        List<Double> starts = new ArrayList<>();
        long known = compiled(data);
        for (int i = 0; i < bed.pick(5, 2); i++) {
            try (Service service = Service.start(data)) {
                starts.add(service.awaitReady());
                check(service, "", rules);
                out.raw(Map.of("restartMillis", starts.getLast(), "withDecisionMillis", service.millisSinceStart()));
            }
        }
        out.add("restart with 1,000 known rules: start to ready", Statistics.median(starts) / 1e3, "s");
        out.add(
                "restart with 1,000 known rules: units compiled",
                (double) (compiled(data) - known),
                "",
                Target.atMost(0));
    }

    /** What was compiled was kept, each unit in a file. */
    private static long compiled(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("classes"))) {
            return files.filter(each -> each.toString().endsWith(".classes")).count();
        }
    }
}
