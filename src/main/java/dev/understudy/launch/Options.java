package dev.understudy.launch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The command line and its environment, read.
 *
 * @param command what to do
 * @param port where to listen, when that was said; 0 for any free port
 * @param data the data folder, absolute
 */
record Options(Command command, OptionalInt port, Path data) {
    static final String USAGE = """
            Usage: understudy [run | serve | demo] [--port N] [--data DIR]
              run     the service with an embedded PostgreSQL and demo accounts, on this machine alone
              serve   the service as it runs in production, set up by environment variables (the default)
              demo    sends real flights to a running service
              audit   audit verify FILE [--heads FILE]: checks an export of the audit log;
                      audit assignment: works out again who was on which side of a rollout
              vectors vectors (bucketing | guardrail) FILE: checks your own vectors against this build
              --port  where to listen (UNDERSTUDY_PORT; 8080)
              --data  the data folder (UNDERSTUDY_DATA; ./data)""";

    private static final Set<Command> OF_THEIR_OWN = Set.of(Command.DEMO, Command.AUDIT, Command.VECTORS);
    private static final int USUAL_PORT = 8080;
    private static final int MAX_PORT = 65_535;

    /** What the process is for. */
    enum Command {
        RUN,
        SERVE,
        DEMO,
        /** Checks an export of the audit log, or who was on which side of a rollout. */
        AUDIT,
        /** Checks vectors of bucketing and guardrails. */
        VECTORS,
        /** Starts, decides the demo's flights, ends: what the JVM learns on the way makes later starts faster. */
        TRAIN,
        HELP
    }

    /** @throws StartFailure with status 2 when a word, an option or a value is not known */
    static Options parse(List<String> arguments, Map<String, String> environment) {
        Command command = Command.SERVE;
        String port = environment.getOrDefault("UNDERSTUDY_PORT", "");
        String data = environment.getOrDefault("UNDERSTUDY_DATA", "data");
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (i == 0 && !word.startsWith("-")) {
                command = command(word);
                if (OF_THEIR_OWN.contains(command)) {
                    // They have options of their own.
                    break;
                }
                continue;
            }
            if (word.equals("--help") || word.equals("-h")) {
                command = Command.HELP;
                continue;
            }
            Optional<String> attached = attached(word);
            String name = word.split("=", 2)[0];
            if (!name.equals("--port") && !name.equals("--data")) {
                throw StartFailure.usage("There is no option '" + word + "'; there are --port and --data.");
            }
            if (attached.isEmpty() && ++i == arguments.size()) {
                throw StartFailure.usage("The option " + name + " needs a value.");
            }
            String value = attached.isEmpty() ? arguments.get(i) : attached.get();
            if (name.equals("--port")) {
                port = value;
            } else {
                data = value;
            }
        }
        return new Options(command, port.isEmpty() ? OptionalInt.empty() : OptionalInt.of(port(port)), data(data));
    }

    /** Where to listen; a free port is chosen now when any will do. */
    int portToUse() {
        int wanted = port.orElse(USUAL_PORT);
        return wanted == 0 ? Ports.free() : wanted;
    }

    private static Optional<String> attached(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
    }

    private static Command command(String word) {
        return switch (word) {
            case "run" -> Command.RUN;
            case "serve" -> Command.SERVE;
            case "demo" -> Command.DEMO;
            case "audit" -> Command.AUDIT;
            case "vectors" -> Command.VECTORS;
            case "train" -> Command.TRAIN;
            case "help" -> Command.HELP;
            default ->
                throw StartFailure.usage("There is no command '" + word.toLowerCase(Locale.ROOT)
                        + "'; there are run, serve, demo, audit and vectors.");
        };
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The same sentence for both.
        }
        throw StartFailure.usage("'" + text + "' is no port; give a number from 1 to 65535, or 0 for any free one.");
    }

    private static Path data(String text) {
        try {
            if (!text.isBlank()) {
                return Path.of(text).toAbsolutePath().normalize();
            }
        } catch (InvalidPathException e) {
            // The same sentence for both.
        }
        throw StartFailure.usage("'" + text + "' is no path of a data folder.");
    }
}
