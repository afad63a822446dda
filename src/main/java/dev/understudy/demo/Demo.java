package dev.understudy.demo;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code ./understudy demo}: has a running service decide 5,000 real flights, and prints what it saw. */
public final class Demo {
    static final String RULESET = "flight-compensation";

    private static final int ALL_DECIDED = 0;
    private static final int NOT_ALL_DECIDED = 1;
    private static final int WRONG_OPTION = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final List<String> bodies;

    Demo(PrintStream out, PrintStream err, boolean terminal, List<String> bodies) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.bodies = bodies;
    }

    /**
     * Runs the demo, printing to the standard output and sentences on what went wrong to the standard error.
     *
     * @param args {@code --url}, {@code --port}, {@code --user}, {@code --password}, {@code --concurrency}
     * @return the exit status: 0 when every flight was decided, 1 when not, 2 when an option is wrong
     */
    public static int run(List<String> args) {
        List<String> bodies = DecisionRequests.ofAllFlights();
        return new Demo(System.out, System.err, onTerminal(), bodies).run(args, System.getenv());
    }

    @SuppressWarnings("SystemConsoleNull") // It is null again since JDK 25, when the output is not a terminal.
    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    int run(List<String> args, Map<String, String> environment) {
        if (args.contains("--help")) {
            out.print(DemoOptions.USAGE);
            return ALL_DECIDED;
        }
        DemoOptions options;
        try {
            options = DemoOptions.parse(args, environment);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return WRONG_OPTION;
        }
        try (DecisionClient client = new DecisionClient(options)) {
            return decideAll(client, options);
        }
    }

    private int decideAll(DecisionClient client, DemoOptions options) {
        Tally tally = new Tally(bodies.size());
        DecisionRun run = new DecisionRun(client, bodies, tally, new Progress(out, terminal, bodies.size()));
        out.println(String.format(Locale.ROOT, "Sending %,d flights to %s", bodies.size(), options.url()));
        long start = System.nanoTime();
        Optional<String> hopeless = whyHopeless(run.askOne(), options);
        if (hopeless.isPresent()) {
            err.println(hopeless.get());
            return NOT_ALL_DECIDED;
        }
        run.askRest(options.concurrency());
        new Summary(out).print(tally, bodies.size(), System.nanoTime() - start);
        return tally.decided() == bodies.size() ? ALL_DECIDED : NOT_ALL_DECIDED;
    }

    /** A sentence when what the first flight met would meet all the others too. */
    private static Optional<String> whyHopeless(Answer first, DemoOptions options) {
        return switch (first) {
            case Answer.Decided decided -> Optional.empty();
            case Answer.NobodyThere nobody ->
                Optional.of("Nothing answers at " + options.url() + "; start it with ./understudy run");
            case Answer.Broken broken -> Optional.of(options.url() + " gives no answer: " + broken.reason() + ".");
            case Answer.Refused refused -> whyHopeless(refused, options);
        };
    }

    private static Optional<String> whyHopeless(Answer.Refused refused, DemoOptions options) {
        return switch (refused.status()) {
            case 401 ->
                Optional.of(options.url() + " does not know the user " + options.user()
                        + " with this password; give others with --user and --password.");
            case 403 ->
                Optional.of("The user " + options.user() + " may not decide; give another with --user and --password.");
            case 404 ->
                Optional.of(options.url() + " has no ruleset " + RULESET
                        + "; push one to main, or give another service with --url.");
            case 503 ->
                Optional.of(
                        options.url() + " is not ready to decide: " + refused.reason() + "; try again in a moment.");
            default -> Optional.empty();
        };
    }
}
