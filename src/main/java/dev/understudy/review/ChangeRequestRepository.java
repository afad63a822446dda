package dev.understudy.review;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Change requests by number. */
@Singleton
class ChangeRequestRepository implements PanacheRepositoryBase<ChangeRequest, Long> {
    private static final String OPEN = "state not in ('MERGED', 'CLOSED')";

    /** @throws ProblemException {@code UNKNOWN_CHANGE_REQUEST} when there is none */
    ChangeRequest named(long number) {
        return findByIdOptional(number).orElseThrow(() -> unknown(number));
    }

    /** The same, held until the transaction ends. */
    ChangeRequest locked(long number) {
        return findByIdOptional(number, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> unknown(number));
    }

    Optional<ChangeRequest> openOf(BranchName branch) {
        return find(OPEN + " and branch = ?1", branch.value()).firstResultOptional();
    }

    List<ChangeRequest> open() {
        return list(OPEN + " order by id");
    }

    /** Those that depend on where branches are: open ones, and those that are on their way to a remote. */
    List<ChangeRequest> following() {
        return list("(" + OPEN + " or (state = 'MERGED' and remote is not null and pushedAt is null)) order by id");
    }

    /** A page, newest first, with one more than its limit when there are more. */
    List<ChangeRequest> page(ChangeQuery query) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        condition(conditions, values, "branch = :branch", "branch", query.branch());
        condition(conditions, values, "author = :author", "author", query.author());
        condition(conditions, values, "array_contains(rulesets, :ruleset)", "ruleset", query.ruleset());
        condition(conditions, values, "id < :before", "before", query.before());
        if (!query.states().isEmpty()) {
            condition(conditions, values, "state in (:states)", "states", query.states());
        }
        String where = conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions);
        return find(where + " order by id desc", values).range(0, query.limit()).list();
    }

    private static void condition(
            List<String> conditions, Map<String, Object> values, String condition, String name, Object value) {
        Object given = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (given != null) {
            conditions.add(condition);
            values.put(name, given);
        }
    }

    private static ProblemException unknown(long number) {
        return new ProblemException(ProblemType.UNKNOWN_CHANGE_REQUEST, "There is no change request " + number + ".");
    }
}
