package dev.understudy.decisionlog.query;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the views of a branch select. Sealed values are masked in all of them. */
final class ViewText {
    private static final String SEALED = "'\\{\\s*\"\\$sealed\"\\s*:\\s*\"[^\"]*\"\\s*\\}'";
    /**
     * Escapes of characters that PostgreSQL has no text for: code 0, and one half of a surrogate pair. An operator on
     * such JSON would fail, and the whole query with it.
     */
    private static final String IMPOSSIBLE = "'\\\\u0000"
            + "|\\\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\\\u[dD][c-fC-F])"
            + "|(?<!\\\\u[dD][89abAB][0-9a-fA-F]{2})\\\\u[dD][c-fC-F][0-9a-fA-F]{2}'";

    /** Columns as notebooks and dashboards want them; what is no JSON, or not of this form, is null. */
    private static final String COLUMNS = """
            id, decided_at, ruleset, branch, commit_id as "commit", selected_by, effective, rollout_side, routing_key,
            caller, engine,
            case when body is json object then %1$s::json -> 'facts' end as facts,
            case when body is json object then %1$s::json ->> 'asOf' end as as_of,
            case when outcome is json then %2$s::json end as outcome,
            case when fired_rules is json then fired_rules::json end as fired_rules,
            steps, firings, engine_nanos / 1000.0 as engine_micros""".formatted(masked("body"), masked("outcome"));

    private ViewText() {}

    private static String masked(String column) {
        return "regexp_replace(regexp_replace(" + column + ", " + SEALED + ", '" + KeptJson.MASK + "', 'g'), "
                + IMPOSSIBLE + ", '\\\\ufffd', 'g')";
    }

    /** By the name of each view, its query. */
    static SortedMap<String, String> views(Lineage lineage) {
        SortedMap<String, String> views = new TreeMap<>();
        lineage.own().forEach(each -> views.put(ViewNames.view(each), own(lineage, is(each))));
        lineage.shared().forEach(each -> views.put(ViewNames.view(each), production(is(each))));
        views.put(
                ViewNames.ALL,
                lineage.own().isEmpty()
                        ? production("true")
                        : own(lineage, "ruleset in (" + list(lineage.own()) + ")") + "\nunion all\n"
                                + production("ruleset not in (" + list(lineage.own()) + ")"));
        return views;
    }

    private static String own(Lineage lineage, String condition) {
        return "select " + COLUMNS + "\nfrom decision where branch = "
                + ViewNames.literal(lineage.branch().value()) + " and " + condition;
    }

    private static String production(String condition) {
        return "select " + COLUMNS + "\nfrom decision where effective and " + condition;
    }

    private static String is(String ruleset) {
        return "ruleset = " + ViewNames.literal(ruleset);
    }

    private static String list(SortedSet<String> rulesets) {
        return rulesets.stream().map(ViewNames::literal).collect(Collectors.joining(", "));
    }
}
