package dev.understudy.review;

import dev.understudy.delivery.ChangePeople;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;

/** Whose change requests are, for those who steer their rollouts. Thread-safe. */
@Singleton
class PeopleOfChanges implements ChangePeople {
    private final ChangeRequestRepository requests;
    private final Voting voting;

    PeopleOfChanges(ChangeRequestRepository requests, Voting voting) {
        this.requests = requests;
        this.voting = voting;
    }

    @Override
    public SortedSet<String> contributors(long changeRequest) {
        Optional<ChangeRequest> request =
                QuarkusTransaction.requiringNew().call(() -> requests.findByIdOptional(changeRequest));
        return request.map(voting::contributors).orElse(Collections.emptySortedSet());
    }
}
