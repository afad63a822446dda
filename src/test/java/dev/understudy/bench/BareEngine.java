package dev.understudy.bench;

import dev.understudy.json.Utf8Sink;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The engine without a service: JSON in, decisions out into memory, in a JVM like the service's. */
final class BareEngine implements AutoCloseable {
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader rates;

    private BareEngine(Process process) {
        this.process = process;
        this.orders = process.outputWriter();
        this.rates = process.inputReader();
    }

    static BareEngine start(Path store) throws IOException {
        return start(store, "");
    }

    /** The same with a folder of classes that come before all others. */
    static BareEngine start(Path store, String classes) throws IOException {
        return new BareEngine(
                new ProcessBuilder(Bed.jvm(Bed.SERVICE_FLAGS, classes, BareEngine.class, store.toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** Decides the 5,000 flights so many times over, and gives decisions a second. */
    double run(int times) throws IOException {
        orders.write(Integer.toString(times));
        orders.newLine();
        orders.flush();
        String rate = rates.readLine();
        if (rate == null) {
            throw new IOException("The bare engine died; see above.");
        }
        return Double.parseDouble(rate);
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.destroy();
    }

    /** The child: takes how many times over from standard input, and prints rates. */
    public static void main(String... arguments) throws Exception {
        Logging.quiet();
        List<byte[]> flights = Bodies.flights();
        CompiledRuleset ruleset =
                Compilers.build(Compilers.in(Path.of(arguments[0])), Compilers.sample("flight-compensation"));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                System.out.println(rate(ruleset, flights, Integer.parseInt(line), pool));
            }
        }
    }

    private static double rate(CompiledRuleset ruleset, List<byte[]> flights, int times, ExecutorService pool)
            throws InterruptedException, ExecutionException {
        int share = Math.max(1, times / THREADS);
        long decisions = (long) share * THREADS * flights.size();
        Callable<Long> work = () -> {
            long bytes = 0;
            Utf8Sink out = new Utf8Sink();
            for (int i = 0; i < share; i++) {
                for (byte[] each : flights) {
                    out.reset();
                    write(ruleset.decide(ruleset.read(each, 0, each.length), false), out);
                    bytes += out.size();
                }
            }
            return bytes;
        };
        long start = System.nanoTime();
        List<Future<Long>> done = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            done.add(pool.submit(work));
        }
        for (Future<Long> each : done) {
            if (each.get() == 0) {
                throw new IllegalStateException("The engine decided nothing.");
            }
        }
        return (double) decisions / ((System.nanoTime() - start) / 1e9);
    }

    /** What the engine itself knows of a decision. */
    private static void write(Decision decision, Utf8Sink out) {
        out.raw(decision.outcomeJson());
        for (Decision.FiredRule fired : decision.firedRules()) {
            out.text(fired.rule());
            out.number(fired.count());
        }
        out.number(decision.use().nanos());
        out.raw('\n');
    }
}
