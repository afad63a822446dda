package dev.understudy.launch;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Holds Flyway, the first to talk to the database, until the embedded PostgreSQL is ready. So Quarkus and PostgreSQL
 * start side by side.
 */
@Singleton
final class DatabaseGate implements FlywayConfigurationCustomizer {
    // Static, since the launcher starts PostgreSQL before there are any beans.
    private static volatile CompletableFuture<Void> ready = CompletableFuture.completedFuture(null);

    static void openWhen(CompletableFuture<Void> started) {
        ready = started;
    }

    /** @throws StartFailure when PostgreSQL could not start */
    @Override
    public void customize(FluentConfiguration configuration) {
        try {
            ready.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StartFailure failure) {
                throw failure;
            }
            throw e;
        }
    }
}
