package dev.understudy.measures;

import dev.understudy.isolation.ServedBranch;
import dev.understudy.measures.Measures.Window;
import dev.understudy.problem.ProblemException;
import dev.understudy.thread.BackgroundThreads;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The measures of the last 30 days by ruleset, for Prometheus. Worked out once a minute on a thread of its own, so that
 * whoever reads them waits for nothing; what there is no data for has no sample.
 */
@Singleton
class MeasureGauges {
    private static final Logger LOG = Logger.getLogger(MeasureGauges.class);
    private static final String PREFIX = "understudy.delivery.";

    private final DeliveryMeasures measures;
    private final MultiGauge leadTime;
    private final MultiGauge changes;
    private final MultiGauge failure;
    private final MultiGauge restore;
    private final InstantSource clock = InstantSource.system();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            new BackgroundThreads("understudy-measures", MeasureGauges.class.getClassLoader()));

    MeasureGauges(DeliveryMeasures measures, MeterRegistry registry) {
        this.measures = measures;
        this.leadTime = gauge("lead.time.seconds", "From the first commit to live, 30 days", registry);
        this.changes = gauge("changes", "Changes that became live, 30 days", registry);
        this.failure = gauge("change.failure.ratio", "Share of changes that were taken back, 30 days", registry);
        this.restore = gauge("restore.seconds", "From harm to the end of a rollback or revert, 30 days", registry);
    }

    private static MultiGauge gauge(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(PREFIX + name).description(description).register(registry);
    }

    void start(@Observes StartupEvent event, ServedBranch served) {
        if (!served.isInControl()) {
            return;
        }
        Future<?> _ = thread.scheduleWithFixedDelay(this::tried, 10, 60, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    private void tried() {
        try {
            refresh();
        } catch (ProblemException e) {
            LOG.debugf("The measures can't be worked out now: %s", e.detail());
        } catch (RuntimeException e) {
            LOG.error("The measures can't be worked out; it is tried again", e);
        }
    }

    /** Works them out anew. */
    void refresh() {
        Instant now = clock.instant();
        Map<String, Measures> found =
                measures.of(new Window(now.minus(MeasuresResource.USUAL), now)).rulesets();
        List<MultiGauge.Row<Number>> leads = new ArrayList<>();
        List<MultiGauge.Row<Number>> counts = new ArrayList<>();
        List<MultiGauge.Row<Number>> shares = new ArrayList<>();
        List<MultiGauge.Row<Number>> restores = new ArrayList<>();
        found.forEach((ruleset, each) -> {
            Tags tags = Tags.of("ruleset", ruleset);
            times(tags, each.leadTime(), leads);
            times(tags, each.timeToRestore(), restores);
            add(tags, (double) each.frequency().count(), counts);
            add(tags, each.changeFailure().share(), shares);
        });
        leadTime.register(leads, true);
        changes.register(counts, true);
        failure.register(shares, true);
        restore.register(restores, true);
    }

    private static void times(Tags tags, Measures.Times times, List<MultiGauge.Row<Number>> rows) {
        add(tags.and("quantile", "0.5"), times.medianSeconds(), rows);
        add(tags.and("quantile", "0.9"), times.p90Seconds(), rows);
    }

    private static void add(Tags tags, @Nullable Double value, List<MultiGauge.Row<Number>> rows) {
        if (value != null) {
            rows.add(MultiGauge.Row.of(tags, value));
        }
    }
}
