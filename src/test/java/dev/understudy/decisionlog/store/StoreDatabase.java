package dev.understudy.decisionlog.store;

import dev.understudy.launch.EmbeddedPostgres;
import dev.understudy.testsupport.TestFolders;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A real PostgreSQL with the table of decisions, and a pool of connections as the service has it. */
final class StoreDatabase implements AutoCloseable {
    private final Path folder;
    private EmbeddedPostgres postgres;
    private AgroalDataSource pool;

    private StoreDatabase(Path folder) {
        this.folder = folder;
        this.postgres = EmbeddedPostgres.startIn(folder);
        this.pool = pool();
    }

    static StoreDatabase start() {
        TestFolders.sharePostgresBinaries();
        StoreDatabase database = new StoreDatabase(TestFolders.create("decision-store"));
        database.empty();
        return database;
    }

    /** As it was at the start, with no decision and no partition. */
    void empty() {
        try {
            execute("drop schema public cascade; create schema public;"
                    + Files.readString(Path.of("src/main/resources/db/migration/V2__decisions.sql"))
                    + Files.readString(Path.of("src/main/resources/db/migration/V9__assignments.sql")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Follows the server when it is started again. */
    DataSource dataSource() {
        return new FollowingDataSource(() -> pool);
    }

    void stopServer() {
        postgres.close();
    }

    /** On another port. */
    void startServer() {
        postgres = EmbeddedPostgres.startIn(folder);
        AgroalDataSource old = pool;
        pool = pool();
        old.close();
    }

    void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column as text. */
    List<String> query(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long decisions() {
        return Long.parseLong(query("select count(*) from decision").getFirst());
    }

    /** The partitions of days, attached or not. */
    List<String> dayTables() {
        return query("select tablename from pg_tables where tablename like 'decision\\_keep\\_%\\_%' order by 1");
    }

    private AgroalDataSource pool() {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(connections -> connections
                            .maxSize(8)
                            .acquisitionTimeout(Duration.ofSeconds(3))
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(
                                            postgres.jdbcUrl() + "?connectTimeout=3&socketTimeout=30")
                                    .principal(new NamePrincipal(postgres.user()))
                                    .credential(new SimplePassword(postgres.password())))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
        postgres.close();
        TestFolders.delete(folder);
    }
}
