package dev.understudy.bench.fuzz;

import dev.understudy.bench.fuzz.text.Cases;
import dev.understudy.bench.fuzz.text.Corpus;
import dev.understudy.bench.fuzz.text.FuzzCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code ./understudy bench --fuzz MINUTES}: tries to break the sandbox until the time is over. */
public final class FuzzRun {
    /** Of one step: compiling, or one decision. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path FOUND = Path.of("target", "fuzz");
    private static final int CASES_A_BATCH_OF_CLASSES = 40;
    private static final int MOST_TOLD_OF_A_KIND = 5;

    private final FuzzOrder order;
    private final Path work;
    private final Cases cases;
    private final Tally tally = new Tally();
    private final Map<String, Integer> told = new HashMap<>();
    private @Nullable ChildProcess child;

    /**
     * Prepares it.
     *
     * @param work an empty folder that somebody else deletes
     */
    public FuzzRun(FuzzOrder order, Path work) throws IOException {
        this.order = order;
        this.work = work;
        this.cases = new Cases(Corpus.read(Path.of("")), order.seed());
    }

    /** Runs it, prints what it finds, and returns whether that was nothing. */
    public boolean run() throws IOException, InterruptedException {
        System.out.println("Fuzzing with --seed " + order.seed());
        try {
            Long only = order.onlyCase();
            if (only == null) {
                all();
            } else {
                FuzzCase made = cases.make(only);
                System.out.println(
                        "Case " + only + ": " + made.base() + " with " + made.changes() + " is in " + keep(made));
                run("rules", only);
            }
        } finally {
            restart();
        }
        System.out.print(tally.text());
        return tally.findings() == 0;
    }

    private void all() throws IOException, InterruptedException {
        long end = System.nanoTime() + order.time().toNanos();
        for (long number = 1; System.nanoTime() - end < 0; number++) {
            run("rules", number);
            if (number % CASES_A_BATCH_OF_CLASSES == 1) {
                run("classes", number / CASES_A_BATCH_OF_CLASSES);
            }
        }
    }

    private void run(String kind, long number) throws IOException, InterruptedException {
        ChildProcess running = child;
        if (running == null) {
            running = ChildProcess.start(work, order.seed(), BOUND);
            child = running;
        }
        CaseReport report = running.run(kind, number, PATIENCE);
        tally.add(report);
        for (CaseReport.Trace trace : report.traces()) {
            tell(kind, number, trace);
        }
        if (report.spent()) {
            restart();
        }
    }

    private void restart() throws InterruptedException {
        if (child != null) {
            child.end();
            child = null;
        }
    }

    private void tell(String kind, long number, CaseReport.Trace trace) throws IOException {
        boolean rules = kind.equals("rules");
        Path kept = rules ? keep(cases.make(number)) : Files.createDirectories(FOUND.resolve("classes-" + number));
        Path file = kept.resolve("finding-" + trace.oracle() + ".txt");
        Files.writeString(file, trace.text() + "\n");
        if (told.merge(trace.oracle(), 1, Integer::sum) <= MOST_TOLD_OF_A_KIND) {
            String again = rules ? " (again: --fuzz 1 --seed " + order.seed() + " --case " + number + ")" : "";
            System.out.println("FOUND " + trace.oracle() + " in " + kept + again);
            trace.text().lines().limit(12).forEach(line -> System.out.println("    " + line));
        }
    }

    private Path keep(FuzzCase made) throws IOException {
        Path folder = FOUND.resolve(order.seed() + "-" + made.number());
        for (Map.Entry<String, String> file : made.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return folder;
    }
}
