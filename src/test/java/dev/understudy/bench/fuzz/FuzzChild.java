package dev.understudy.bench.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.bench.fuzz.classes.ClassTrials;
import dev.understudy.bench.fuzz.text.Cases;
import dev.understudy.bench.fuzz.text.Corpus;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.engine.build.ClassStore;
import dev.understudy.engine.build.PieceBuilder;
import dev.understudy.engine.java.RuleJavaCompiler;
import dev.understudy.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tries cases, in a JVM that may die of them. Reads {@code rules N} and {@code classes N}, a line each, and answers
 * with a line of JSON, a {@link CaseReport}.
 */
final class FuzzChild {
    private static final int CASES_A_SAMPLE = 10;
    private static final int CASES_A_FRESH_SAMPLE = 100;
    private static final int CASES_A_COUNT = 200;

    private final Path stores;
    private final long seed;
    private final Cases cases;
    private final Sandbox sandbox = Sandbox.on(FuzzChild.class.getClassLoader());
    private final RuleJavaCompiler java = new RuleJavaCompiler(sandbox);
    private final RulesetCompiler compiler;
    private final Worker worker;
    private final Surroundings surroundings;
    private final KnownGood sample;
    private final ClassTrials classes = new ClassTrials(sandbox);
    private final LiveLoaders loaders;
    private int done;

    private FuzzChild(Path project, Path stores, long seed, Duration bound) throws IOException {
        this.stores = stores;
        this.seed = seed;
        this.cases = new Cases(Corpus.read(project), seed);
        this.worker = new Worker(bound);
        this.surroundings = new Surroundings(Path.of("").toAbsolutePath());
        this.compiler = fresh();
        this.sample = KnownGood.read(project, compiler);
        sample.checkCompiled(fresh(), new Findings());
        this.loaders = new LiveLoaders();
        surroundings.remember();
    }

    /** Takes the project's folder, one for stores, the seed, and a bound in milliseconds. */
    public static void main(String... arguments) throws Exception {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logger.getLogger("").setLevel(Level.OFF);
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        FuzzChild child = new FuzzChild(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Long.parseLong(arguments[2]),
                Duration.ofMillis(Long.parseLong(arguments[3])));
        answers.println("ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ObjectMapper json = new ObjectMapper();
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            int blank = order.indexOf(' ');
            long number = Long.parseLong(order.substring(blank + 1));
            answers.println(json.writeValueAsString(child.answer(order.substring(0, blank), number)));
        }
        // Threads that a case left behind must not keep this JVM.
        Runtime.getRuntime().halt(0);
    }

    private RulesetCompiler fresh() throws IOException {
        Path store = Files.createTempDirectory(stores, "store");
        return new RulesetCompiler(new PieceBuilder(sandbox, java, new ClassStore(store, new byte[32])));
    }

    private CaseReport answer(String kind, long number) throws Exception {
        Findings findings = new Findings();
        if (kind.equals("classes")) {
            classes.run(seed, number, findings::ending, findings::trace);
            return findings.report(number);
        }
        worker.run(new Trial(cases.make(number), compiler, worker, findings), findings);
        if (!findings.report(number).spent()) {
            surroundings.compare(findings);
            done++;
            if (done % CASES_A_SAMPLE == 0) {
                sample.check(findings);
            }
            if (done % CASES_A_FRESH_SAMPLE == 0) {
                sample.checkCompiled(fresh(), findings);
            }
            if (done % CASES_A_COUNT == 0) {
                loaders.check(findings);
            }
        }
        return findings.report(number);
    }
}
