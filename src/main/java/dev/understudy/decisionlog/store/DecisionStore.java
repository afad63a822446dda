package dev.understudy.decisionlog.store;

import dev.understudy.decisionlog.DecisionLogConfig;
import dev.understudy.decisionlog.RecordSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Ships what this node's {@link RecordSource} has, and looks after the partitions, from the start of the service to its
 * stop. Whoever owns the source closes it later in the stop, or when beans are destroyed.
 */
@Singleton
public class DecisionStore {
    private static final Logger LOG = Logger.getLogger(DecisionStore.class);
    private static final InstantSource CLOCK = InstantSource.system();
    private static final int LEAST_BATCH_BYTES = 1 << 16;
    private static final int MOST_BATCH_BYTES = 1 << 26;
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(30);

    private final DecisionLogConfig config;
    private final Instance<RecordSource> sources;
    private final MeterRegistry registry;
    private final Upkeep upkeep;
    private final DecisionTable table;
    private volatile Optional<Shipper> shipper = Optional.empty();

    DecisionStore(
            DataSource database, DecisionLogConfig config, Instance<RecordSource> sources, MeterRegistry registry) {
        if (config.batchBytes() < LEAST_BATCH_BYTES || config.batchBytes() > MOST_BATCH_BYTES) {
            throw new IllegalArgumentException("understudy.decision-log.batch-bytes is " + config.batchBytes()
                    + "; it has to be from " + LEAST_BATCH_BYTES + " to " + MOST_BATCH_BYTES + ".");
        }
        if (config.drain().isNegative() || config.drain().compareTo(LONGEST_DRAIN) > 0) {
            throw new IllegalArgumentException(
                    "understudy.decision-log.drain is " + config.drain() + "; it has to be from 0 to 30 s.");
        }
        this.config = config;
        this.sources = sources;
        this.registry = registry;
        Partitions partitions = new Partitions();
        this.upkeep = new Upkeep(database, partitions, CLOCK);
        this.table = new DecisionTable(database, partitions, CLOCK);
    }

    void start(@Observes StartupEvent event) {
        upkeep.start();
        if (sources.isResolvable()) {
            Shipper started = new Shipper(
                    sources.get(),
                    new Shipper.Destination(table, new AsideFile(config.folder())),
                    new ShippingMeters(registry),
                    CLOCK,
                    config.batchBytes());
            started.start();
            shipper = Optional.of(started);
        }
    }

    /** Requests have ended by then, so nothing is added while it drains. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        upkeep.stop();
        if (shipper.isPresent() && !shipper.get().stop(config.drain())) {
            LOG.warn("The database does not have all decisions of this node yet; they are kept, and shipped after the"
                    + " next start");
        }
    }

    /** Has it look for records at once; it does so by itself every 50 ms, and every 5 s while the database is away. */
    public void wake() {
        shipper.ifPresent(Shipper::wake);
    }
}
