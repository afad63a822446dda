package dev.understudy.review;

import dev.understudy.identity.AccountService;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.SortedSet;

/** Counts votes. Asks the database; thread-safe. */
@Singleton
class Voting {
    private final Contributors contributors;
    private final AccountService accounts;

    Voting(Contributors contributors, AccountService accounts) {
        this.contributors = contributors;
        this.accounts = accounts;
    }

    /** Who has no vote on a request, since it is theirs. */
    SortedSet<String> contributors(ChangeRequest request) {
        return contributors.of(request, request.baseHead());
    }

    /** What its reviews are worth. */
    Votes votes(ChangeRequest request, List<Review> reviews, SortedSet<String> contributors) {
        return Votes.of(request, reviews, contributors, accounts);
    }
}
