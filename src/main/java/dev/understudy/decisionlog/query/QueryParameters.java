package dev.understudy.decisionlog.query;

import dev.understudy.decisionlog.SearchText;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Nearest;
import dev.understudy.ruleset.RulesetName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The filters of a request, as its query has them. Each fault is a 400 that names its parameter, in its sentence and in
 * the member {@code parameter}.
 */
public final class QueryParameters {
    private static final Set<String> FILTERS = Set.of(
            "ruleset",
            "branch",
            "commit",
            "from",
            "to",
            "effective",
            "rolloutSide",
            "outcome",
            "rule",
            "routingKey",
            "caller");
    private static final Set<String> OTHERS = Set.of("limit", "cursor", "format");
    private static final Set<String> REPEATABLE = Set.of("outcome", "rule");
    private static final int LONGEST = 1_000;
    private static final int MOST_TAGS = 10;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Pattern OUTCOME =
            Pattern.compile("(?<type>[^.:\\s]+)(?:(?<field>(?:\\.[^.:\\s]+)+):(?<value>.*))?", Pattern.DOTALL);

    private final Map<String, List<String>> given;

    private QueryParameters(Map<String, List<String>> given, Set<String> known) {
        this.given = given;
        given.forEach((name, values) -> check(name, values, known));
    }

    /** All that {@code GET /api/v1/decisions} takes, decoded. */
    static QueryParameters ofList(Map<String, List<String>> given) {
        return new QueryParameters(
                given, Stream.concat(FILTERS.stream(), OTHERS.stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /** A branch and nothing else. */
    static QueryParameters ofBranch(Map<String, List<String>> given) {
        return new QueryParameters(given, Set.of("branch"));
    }

    /**
     * The query that filters alone make.
     *
     * @param given decoded values by name
     * @throws ProblemException {@code INVALID_REQUEST} or {@code INVALID_BRANCH_NAME}, with the member {@code parameter}
     */
    public static LogQuery filters(Map<String, List<String>> given) {
        return new QueryParameters(given, FILTERS).query();
    }

    private static void check(String name, List<String> values, Set<String> known) {
        if (!known.contains(name)) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "There is no parameter '" + shown(name) + "' here" + Nearest.hint(name, known),
                    Map.of("parameter", shown(name)));
        }
        if (values.size() > 1 && !REPEATABLE.contains(name)) {
            throw ProblemException.ofParameter(name, "may be given once");
        }
        if (values.size() > MOST_TAGS) {
            throw ProblemException.ofParameter(name, "may be given " + MOST_TAGS + " times at most");
        }
        for (String value : values) {
            if (value.isEmpty()) {
                throw ProblemException.ofParameter(name, "needs a value");
            }
            if (value.length() > LONGEST) {
                throw ProblemException.ofParameter(name, "has at most " + LONGEST + " characters");
            }
            // PostgreSQL has no text with such a character, so nothing can be found by it.
            if (value.indexOf(0) >= 0) {
                throw ProblemException.ofParameter(name, "holds a character of code 0, which nothing in the log does");
            }
        }
    }

    LogQuery query() {
        Instant from = read("from", text -> instant("from", text));
        Instant to = read("to", text -> instant("to", text));
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.ofParameter("to", "has to be later than 'from'");
        }
        List<String> tags = new ArrayList<>();
        given.getOrDefault("outcome", List.of()).forEach(each -> tags.add(outcome(each)));
        given.getOrDefault("rule", List.of()).forEach(each -> tags.add(SearchText.rule(each)));
        return new LogQuery(
                read("ruleset", QueryParameters::ruleset),
                branch(),
                read("commit", QueryParameters::commit),
                from,
                to,
                read("effective", QueryParameters::truth),
                read("rolloutSide", QueryParameters::side),
                tags,
                first("routingKey"),
                null,
                first("caller"),
                null);
    }

    /** The branch that is asked for, if one is. */
    @Nullable
    String branch() {
        String name = first("branch");
        try {
            return name == null ? null : new BranchName(name).value();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemType.INVALID_BRANCH_NAME, String.valueOf(e.getMessage()), Map.of("parameter", "branch"));
        }
    }

    /** The limit, or {@code usual} when none is given. */
    int limit(int usual, int most) {
        Integer limit = read("limit", text -> {
            int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
            if (number < 1 || number > most) {
                throw ProblemException.ofParameter("limit", "takes a whole number from 1 to " + most);
            }
            return number;
        });
        return limit == null ? usual : limit;
    }

    @Nullable
    Format format() {
        return read(
                "format",
                text -> Format.named(text)
                        .orElseThrow(() -> ProblemException.ofParameter("format", "takes " + Format.names())));
    }

    @Nullable
    String first(String name) {
        List<String> values = given.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    private <T> @Nullable T read(String name, Function<String, T> reader) {
        String text = first(name);
        return text == null ? null : reader.apply(text);
    }

    private static String ruleset(String text) {
        if (!RulesetName.isValid(text)) {
            throw ProblemException.ofParameter(
                    "ruleset", "is no name of a ruleset: those have 1 to 63 of a-z, 0-9 and '-'");
        }
        return text;
    }

    private static String commit(String text) {
        String digits = text.toLowerCase(Locale.ROOT);
        if (!CommitId.isValid(digits)) {
            throw ProblemException.ofParameter("commit", "takes the 40 hexadecimal digits of a commit");
        }
        return digits;
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.ofParameter("effective", "takes true or false");
        };
    }

    private static String side(String text) {
        return switch (text) {
            case "baseline", "candidate" -> text;
            default -> throw ProblemException.ofParameter("rolloutSide", "takes baseline or candidate");
        };
    }

    private static String outcome(String text) {
        Matcher matcher = OUTCOME.matcher(text);
        if (!matcher.matches()) {
            throw ProblemException.ofParameter(
                    "outcome", "takes a type, Compensation, or a field of it with its value, Compensation.amount:250");
        }
        String field = matcher.group("field");
        return field == null
                ? SearchText.type(matcher.group("type"))
                : SearchText.value(matcher.group("type") + field, matcher.group("value"));
    }

    private static Instant instant(String name, String text) {
        try {
            // In a query '+' stands for a blank, and many forget to write %2B.
            Instant moment = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (moment.isBefore(Instant.EPOCH) || moment.isAfter(LATEST)) {
                throw ProblemException.ofParameter(name, "takes a moment from 1970 to 9999");
            }
            return moment;
        } catch (DateTimeException e) {
            throw ProblemException.ofParameter(name, "takes a moment with its zone, such as 2026-03-01T08:00:00Z");
        }
    }

    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 40 ? plain.substring(0, 40) + "…" : plain;
    }
}
