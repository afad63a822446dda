package dev.understudy.review;

import dev.understudy.delivery.RolloutStart;
import dev.understudy.delivery.Rollouts;
import dev.understudy.identity.Caller;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Merges that have to be by stages. Thread-safe. */
@Singleton
class MergeByStages implements RolloutStart {
    private final MergeService merges;
    private final Rollouts rollouts;

    MergeByStages(MergeService merges, Rollouts rollouts) {
        this.merges = merges;
        this.rollouts = rollouts;
    }

    @Override
    public UUID start(Caller caller, Order order) {
        Long number = order.changeRequest();
        if (number == null) {
            throw Input.fault("/changeRequest", "Name the change request by its number.");
        }
        merges.mergeByStages(
                caller, number, new MergeOrder(order.expectedHead(), order.override(), order.plan(), null));
        return rollouts.ofChange(number).orElseThrow();
    }
}
