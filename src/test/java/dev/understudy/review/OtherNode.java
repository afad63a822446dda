package dev.understudy.review;

import dev.understudy.isolation.ServedBranch;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

/** Evidence of another node on the same database, which has just started and remembers nothing. */
@Singleton
public class OtherNode {
    private final Consequences consequences;
    private final RulesetEvidence rulesets;
    private final KeptEvidence kept;
    private final Event<EvidenceDone> done;

    OtherNode(Consequences consequences, RulesetEvidence rulesets, KeptEvidence kept, Event<EvidenceDone> done) {
        this.consequences = consequences;
        this.rulesets = rulesets;
        this.kept = kept;
        this.done = done;
    }

    /** Starts it; what it does is seen in the database, and its thread ends when there is no more to do. */
    public void start() {
        new ChangeEvidence(consequences, rulesets, kept, done).start(new StartupEvent(), ServedBranch.all());
    }
}
