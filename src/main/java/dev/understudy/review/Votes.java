package dev.understudy.review;

import dev.understudy.identity.AccountService;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What reviews are worth now: those of people who may review at this moment, and took no part in the change.
 *
 * @param approving who approves, by name
 * @param objecting who wants it changed
 * @param overriding who overrides
 * @param counting the numbers of the reviews that say so
 * @param again whose approvals are looked at again, since main or the branch has moved: they count when they still hold
 */
record Votes(
        Map<String, Caller> approving,
        Map<String, Caller> objecting,
        Map<String, Caller> overriding,
        Set<Long> counting,
        Set<String> again) {
    /**
     * Counts them.
     *
     * @param request what they are of
     * @param reviews the oldest first
     * @param contributors who took part
     */
    static Votes of(ChangeRequest request, List<Review> reviews, Set<String> contributors, AccountService accounts) {
        Map<String, Review> standing = new LinkedHashMap<>();
        Map<String, Review> overrides = new LinkedHashMap<>();
        for (Review review : reviews) {
            if (review.verdict().decides()) {
                standing.put(review.author(), review);
            } else if (review.verdict() == Verdict.OVERRIDE) {
                overrides.put(review.author(), review);
            }
        }
        Map<String, Optional<Caller>> people = new LinkedHashMap<>();
        Function<String, Optional<Caller>> reviewer = name ->
                people.computeIfAbsent(name, key -> accounts.current(key).filter(who -> who.may(Right.REVIEW)));
        Votes votes = new Votes(
                new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new TreeSet<>(), new TreeSet<>());
        standing.values().removeIf(review -> votes.isAgain(request, review));
        votes.count(standing.values(), contributors, reviewer);
        votes.count(overrides.values(), contributors, reviewer);
        return votes;
    }

    private boolean isAgain(ChangeRequest request, Review review) {
        return review.isLookedAtAgain(request) && again.add(review.author());
    }

    private void count(
            Collection<Review> reviews, Set<String> contributors, Function<String, Optional<Caller>> reviewer) {
        for (Review review : reviews) {
            Optional<Caller> who = reviewer.apply(review.author());
            if (review.isLapsed() || contributors.contains(review.author()) || who.isEmpty()) {
                continue;
            }
            counting.add(review.number());
            switch (review.verdict()) {
                case APPROVE -> approving.put(review.author(), who.get());
                case REQUEST_CHANGES -> objecting.put(review.author(), who.get());
                case OVERRIDE -> overriding.put(review.author(), who.get());
                case COMMENT -> throw new IllegalStateException("A comment is no vote.");
            }
        }
    }

    /** Whether somebody who approves is in one of the groups. */
    boolean approvedBy(Collection<String> groups) {
        return approving.values().stream().anyMatch(who -> who.groups().stream().anyMatch(groups::contains));
    }
}
