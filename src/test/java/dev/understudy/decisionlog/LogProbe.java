package dev.understudy.decisionlog;

import dev.understudy.decisionlog.seal.SealingProbe;
import dev.understudy.ruleset.RulesetManifest.LogMode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes decision logs for tests of other things. */
public final class LogProbe {
    private LogProbe() {}

    /** One that is off. */
    public static DecisionLog keepingNothing() {
        RecordSink none = new RecordSink() {
            @Override
            public long append(byte[] record, int offset, int length) {
                throw new AssertionError("The log is off.");
            }

            @Override
            public void awaitRoom(long nanos) {
                throw new AssertionError("The log is off.");
            }

            @Override
            public CompletionStage<Void> synced(long position) {
                return CompletableFuture.completedStage(null);
            }
        };
        return new DecisionLog(
                none, SealingProbe.any(), new DecisionLogMeters(new SimpleMeterRegistry()), Optional.of(LogMode.OFF));
    }
}
