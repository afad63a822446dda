package dev.understudy.decisionlog;

import dev.understudy.ruleset.RulesetManifest.LogMode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How this node hands its decisions to the database. */
@ConfigMapping(prefix = "understudy.decision-log")
public interface DecisionLogConfig {
    /**
     * Where decisions wait for the database, and where records that it does not take are kept. Default {@code
     * decision-log} in the data folder.
     */
    @WithDefault("${understudy.data:data}/decision-log")
    Path folder();

    /**
     * What holds for every ruleset, whatever its {@code ruleset.yaml} says: {@code durable}, {@code buffered} or {@code
     * off}. By default each ruleset decides for itself.
     */
    Optional<LogMode> mode();

    /**
     * What sensitive values are sealed with: {@code k2:<base64 of 32 bytes>,k1:<base64 of 32 bytes>}. The first seals,
     * all of them open. By default a key made from {@code understudy.signing-key}.
     */
    Optional<String> keys();

    /** How many bytes of decisions this node keeps at most while the database is away; default 1 GiB. */
    @WithDefault("1073741824")
    long mostBytes();

    /** The size of one file of them, a multiple of 4,096, at least 8 MiB; default 32 MiB. */
    @WithDefault("33554432")
    int segmentBytes();

    /** About how many bytes of records go to the database in one transaction, 65,536 to 67,108,864; default 4 MiB. */
    @WithDefault("4194304")
    int batchBytes();

    /**
     * How long a stop waits at most until the database has what this node decided, up to 30 s; default 5 s. What is
     * left then is shipped after the next start.
     */
    @WithDefault("5s")
    Duration drain();
}
