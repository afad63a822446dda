package dev.understudy.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A real PostgreSQL in the data folder, on a free port of the loopback address, with a password. It writes through to
 * the disk like any other, and is small: 32 MB of buffers, 40 connections.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String USER = "understudy";
    private static final String SETTINGS = """
            # Written by Understudy at each start.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 40
            shared_buffers = 32MB
            max_wal_size = 256MB
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            """;

    private final DataFolder data;
    private final Path cluster;
    private final Path log;
    private final int port;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Optional<PostgresPrograms> programs = Optional.empty();

    EmbeddedPostgres(DataFolder data) {
        this.data = data;
        this.cluster = data.root().resolve("postgres");
        this.log = data.root().resolve("postgres.log");
        this.port = Ports.free();
        this.password = data.secret("postgres.password");
    }

    /**
     * Starts one and waits until it takes connections: 3 s the first time, 0.3 s with a kept folder.
     *
     * @param dataFolder created when it is missing
     * @throws StartFailure when it can't start
     */
    public static EmbeddedPostgres startIn(Path dataFolder) {
        EmbeddedPostgres postgres = new EmbeddedPostgres(DataFolder.open(dataFolder));
        postgres.start();
        return postgres;
    }

    /** Where it will listen; known before it does. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The one user, a superuser. */
    public String user() {
        return USER;
    }

    /** That user's password. */
    public String password() {
        return password;
    }

    void start() {
        try {
            Path parent = Optional.ofNullable(System.getProperty("understudy.postgres-binaries"))
                    .map(Path::of)
                    .orElse(data.root().resolve("postgres-binaries"));
            PostgresPrograms found = new PostgresPrograms(PostgresBinaries.unpackInto(parent), log);
            programs = Optional.of(found);
            if (!Files.exists(cluster.resolve("PG_VERSION"))) {
                initialise(found);
            } else {
                stopOrphan(found);
            }
            Files.writeString(cluster.resolve("postgresql.conf"), SETTINGS);
            found.start(cluster, port);
        } catch (IOException e) {
            throw StartFailure.of(
                    "The embedded PostgreSQL can't start: " + DataFolder.reason(e) + "; its log is " + log + ".");
        }
    }

    /** In a folder beside, so that a start that is cut off leaves a whole cluster or none. */
    private void initialise(PostgresPrograms found) throws IOException {
        Path fresh = data.root().resolve("postgres.new");
        PostgresBinaries.delete(fresh);
        found.initialise(fresh, USER, data.secretFile("postgres.password"));
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What a service that was killed left running would keep ours from starting. */
    private void stopOrphan(PostgresPrograms found) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        String first = Files.readString(pidFile, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
        if (isPostgres(first.strip())) {
            found.stop(cluster);
        } else {
            // Its process is gone, or the number is another program's by now; PostgreSQL would not dare to decide.
            Files.deleteIfExists(pidFile);
        }
    }

    private static boolean isPostgres(String pid) {
        if (!pid.matches("\\d{1,9}")) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(pid))
                .flatMap(process -> process.info().command())
                .map(command -> command.endsWith("/postgres"))
                .orElse(false);
    }

    /** Stops it, letting nothing get lost. Does nothing the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                if (programs.isPresent() && Files.exists(cluster.resolve("postmaster.pid"))) {
                    programs.get().stop(cluster);
                }
            } catch (IOException e) {
                throw StartFailure.of("The embedded PostgreSQL can't be stopped: " + DataFolder.reason(e) + ".");
            }
        }
    }
}
