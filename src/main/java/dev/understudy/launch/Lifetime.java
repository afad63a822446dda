package dev.understudy.launch;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Starts PostgreSQL beside Quarkus, and stops it after Quarkus, however the process is told to end. */
final class Lifetime {
    /** More than Quarkus takes to drain. */
    private static final int DRAIN_SECONDS = 40;

    private final CountDownLatch quarkusEnded = new CountDownLatch(1);

    private Lifetime() {}

    static Lifetime with(Optional<EmbeddedPostgres> embedded) {
        Lifetime lifetime = new Lifetime();
        embedded.ifPresent(lifetime::start);
        return lifetime;
    }

    private void start(EmbeddedPostgres postgres) {
        CompletableFuture<Void> started = new CompletableFuture<>();
        Thread starter = new Thread(() -> start(postgres, started), "postgres-start");
        starter.setDaemon(true);
        starter.start();
        DatabaseGate.openWhen(started);
        // JVM hooks run side by side, so this one has to wait for Quarkus's.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, started), "postgres-stop"));
    }

    private static void start(EmbeddedPostgres postgres, CompletableFuture<Void> started) {
        try {
            postgres.start();
            started.complete(null);
        } catch (RuntimeException failure) {
            started.completeExceptionally(failure);
        }
    }

    private void stop(EmbeddedPostgres postgres, CompletableFuture<Void> started) {
        try {
            boolean _ = quarkusEnded.await(DRAIN_SECONDS, TimeUnit.SECONDS);
            // A server that is just starting can't be stopped yet.
            started.handle((_, failure) -> failure).get(DRAIN_SECONDS, TimeUnit.SECONDS);
            postgres.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StartFailure | ExecutionException | TimeoutException e) {
            System.err.println(e.getMessage());
        }
    }

    /** Quarkus has ended: by itself, or because it could not start. */
    void exit(int status, @Nullable Throwable failure) {
        quarkusEnded.countDown();
        if (failure != null) {
            explain(failure);
        }
        System.exit(status);
    }

    private static void explain(Throwable failure) {
        @Nullable Throwable each = failure;
        while (each != null) {
            switch (each) {
                case StartFailure known -> {
                    System.err.println(known.sentence());
                    return;
                }
                case QuarkusBindException bind -> {
                    System.err.println("The port " + bind.getPort() + " of " + bind.getHost()
                            + " is taken or may not be used; give another with --port.");
                    return;
                }
                case ConfigValidationException settings -> {
                    System.err.println(SettingFaults.sentence(settings));
                    return;
                }
                case SQLException sql -> {
                    System.err.println("The database can't be used: " + firstLine(sql) + " Check "
                            + StartChecks.JDBC_URL + ", its user and its password.");
                    return;
                }
                case IllegalStateException ours
                when isOurs(ours) -> {
                    System.err.println(ours.getMessage());
                    return;
                }
                case IllegalArgumentException ours
                when isOurs(ours) -> {
                    System.err.println(ours.getMessage());
                    return;
                }
                default -> each = each.getCause();
            }
        }
        System.err.println("Understudy can't start, for a reason that nobody foresaw:");
        failure.printStackTrace();
    }

    /** What our own code throws at a start says what to do; what libraries throw does not. */
    private static boolean isOurs(RuntimeException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getMessage() != null
                && trace.length > 0
                && trace[0].getClassName().startsWith("dev.understudy.");
    }

    private static String firstLine(SQLException sql) {
        return String.valueOf(sql.getMessage()).lines().findFirst().orElse("no reason given.");
    }
}
