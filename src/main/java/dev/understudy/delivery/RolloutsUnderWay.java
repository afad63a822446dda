package dev.understudy.delivery;

import dev.understudy.database.Transactions;
import jakarta.inject.Singleton;

/** Which change requests take over at this moment. Thread-safe. */
@Singleton
public class RolloutsUnderWay {
    private final Transactions transactions;
    private final RolloutStore store;

    RolloutsUnderWay(Transactions transactions, RolloutStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /** Whether a change request has a rollout that has not ended. */
    public boolean has(long changeRequest) {
        return transactions.call(connection -> store.isUnderWay(connection, changeRequest));
    }
}
