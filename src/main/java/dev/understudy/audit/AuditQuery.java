package dev.understudy.audit;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the audit log, as a request has it. Each fault is a 400 that names its parameter.
 *
 * @param conditions SQL conditions that all have to hold, each with the value that it binds
 * @param limit how many records at most
 */
record AuditQuery(Map<String, Object> conditions, int limit) {
    private static final Set<String> NAMES =
            Set.of("actor", "action", "subject", "ruleset", "from", "to", "before", "after", "limit", "format");
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    /**
     * Reads decoded parameters.
     *
     * @param export whether all records are wanted, oldest first; else a page, newest first
     */
    static AuditQuery of(Map<String, List<String>> given, boolean export) {
        given.forEach(AuditQuery::check);
        Map<String, Object> conditions = new LinkedHashMap<>();
        for (String name : List.of("actor", "subject", "ruleset")) {
            String value = first(given, name);
            if (value != null) {
                conditions.put(name + " = ?", value);
            }
        }
        String action = first(given, "action");
        if (action != null) {
            conditions.put(
                    "action = ?",
                    AuditAction.of(action).orElseThrow(() -> unknown(action)).text());
        }
        Instant from = moment(given, "from");
        Instant to = moment(given, "to");
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.ofParameter("to", "has to be later than 'from'");
        }
        if (from != null) {
            conditions.put("at >= ?", from.atOffset(ZoneOffset.UTC));
        }
        if (to != null) {
            conditions.put("at < ?", to.atOffset(ZoneOffset.UTC));
        }
        String beyond = export ? "after" : "before";
        String other = export ? "before" : "after";
        if (given.containsKey(other)) {
            throw ProblemException.ofParameter(
                    other, "belongs to " + (export ? "pages" : "exports") + "; here it is '" + beyond + "'");
        }
        Long seq = number(given, beyond, Long.MAX_VALUE / 2);
        if (seq != null) {
            conditions.put(export ? "seq > ?" : "seq < ?", seq);
        }
        Long limit = number(given, "limit", export ? Integer.MAX_VALUE : MOST);
        int most = limit == null ? (export ? Integer.MAX_VALUE : USUAL) : limit.intValue();
        return new AuditQuery(conditions, most);
    }

    private static void check(String name, List<String> values) {
        if (!NAMES.contains(name)) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "There is no parameter '" + name + "' here" + Nearest.hint(name, NAMES),
                    Map.of("parameter", name));
        }
        if (values.size() > 1) {
            throw ProblemException.ofParameter(name, "may be given once");
        }
        if (values.getFirst().isEmpty()
                || values.getFirst().length() > 1_000
                || values.getFirst().indexOf(0) >= 0) {
            throw ProblemException.ofParameter(name, "needs a value of 1 to 1,000 characters");
        }
    }

    private static @Nullable String first(Map<String, List<String>> given, String name) {
        List<String> values = given.get(name);
        return values == null ? null : values.getFirst();
    }

    private static ProblemException unknown(String action) {
        List<String> known = new ArrayList<>();
        for (AuditAction each : AuditAction.values()) {
            known.add(each.text());
        }
        return ProblemException.ofParameter("action", "names no action that is recorded" + Nearest.hint(action, known));
    }

    private static @Nullable Instant moment(Map<String, List<String>> given, String name) {
        String text = first(given, name);
        if (text == null) {
            return null;
        }
        try {
            Instant moment = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (!moment.isBefore(Instant.EPOCH) && moment.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return moment;
            }
        } catch (DateTimeException e) {
            // The same sentence for both.
        }
        throw ProblemException.ofParameter(
                name, "takes a moment from 1970 on with its zone, such as 2026-03-01T08:00:00Z");
    }

    private static @Nullable Long number(Map<String, List<String>> given, String name, long most) {
        String text = first(given, name);
        if (text == null) {
            return null;
        }
        long number = text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
        if (number < (name.equals("limit") ? 1 : 0) || number > most) {
            throw ProblemException.ofParameter(name, "takes a whole number up to " + most);
        }
        return number;
    }
}
