package dev.understudy.launch;

import dev.understudy.audit.AuditCommand;
import dev.understudy.demo.Demo;
import dev.understudy.rollout.command.AssignmentCommand;
import dev.understudy.rollout.command.VectorsCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.Optional;

/** Where the process starts. */
@QuarkusMain
public final class Understudy {
    Understudy() {}

    /**
     * Runs the command that the first word names.
     *
     * <p>The exit status is 1 when the service can't start and 2 when the command line is wrong; in both cases one
     * sentence on the standard error says why.
     */
    public static void main(String... arguments) {
        try {
            Options options = Options.parse(List.of(arguments), System.getenv());
            switch (options.command()) {
                case RUN -> run(options, options.portToUse(), Optional.empty());
                case TRAIN -> {
                    int port = Ports.free();
                    run(options, port, Optional.of(Integer.toString(port)));
                }
                case SERVE -> serve(options);
                case DEMO -> System.exit(Demo.run(List.of(arguments).subList(1, arguments.length)));
                case AUDIT -> System.exit(audit(List.of(arguments).subList(1, arguments.length)));
                case VECTORS ->
                    System.exit(VectorsCommand.run(
                            List.of(arguments).subList(1, arguments.length), System.out, System.err));
                case HELP -> System.out.println(Options.USAGE);
            }
        } catch (StartFailure failure) {
            System.err.println(failure.sentence());
            System.exit(failure.status());
        }
    }

    private static int audit(List<String> words) {
        return !words.isEmpty() && words.getFirst().equals("assignment")
                ? AssignmentCommand.run(words.subList(1, words.size()), System.out, System.err)
                : AuditCommand.run(words, System.out, System.err);
    }

    private static void run(Options options, int port, Optional<String> training) {
        DataFolder data = DataFolder.open(options.data());
        try (InstanceLock _ = InstanceLock.take(data, port)) {
            Ports.requireFree(port);
            EmbeddedPostgres postgres = new EmbeddedPostgres(data);
            Lifetime lifetime = Lifetime.with(Optional.of(postgres));
            Settings.database(postgres);
            Settings.forTrying(data, port);
            String[] words = training.map(each -> new String[] {Serving.TRAIN, each})
                    .orElseGet(() -> new String[] {Serving.banner(port, data.root())});
            Quarkus.run(Serving.class, lifetime::exit, words);
        }
    }

    private static void serve(Options options) {
        boolean embedded = StartChecks.production(Settings::configured);
        DataFolder data = DataFolder.open(options.data());
        try (InstanceLock _ = InstanceLock.take(data, Settings.forProduction(data, options))) {
            Optional<EmbeddedPostgres> postgres =
                    Optional.of(data).filter(_ -> embedded).map(EmbeddedPostgres::new);
            Lifetime lifetime = Lifetime.with(postgres);
            postgres.ifPresent(Settings::database);
            Quarkus.run(Serving.class, lifetime::exit);
        }
    }
}
