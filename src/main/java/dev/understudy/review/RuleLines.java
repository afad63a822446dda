package dev.understudy.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the rules of a DRL file stand, told by its lines alone: a file that conflicts need not parse.
 *
 * @param rules in the order of the file
 */
record RuleLines(List<Rule> rules) {
    private static final Pattern START =
            Pattern.compile("^\\s*(?:rule|query)\\s+(?:\"([^\"]*)\"|'([^']*)'|([\\w.$-]+)).*");
    private static final Pattern END = Pattern.compile("(?:.*[\\s;})])?end\\s*;?\\s*");
    private static final Pattern COMMENT = Pattern.compile("//.*");

    /**
     * A rule.
     *
     * @param name its name
     * @param first its first line, counted from 1
     * @param last its last
     * @param text its lines
     */
    record Rule(String name, int first, int last, String text) {}

    RuleLines {
        rules = List.copyOf(rules);
    }

    /** Finds them. */
    static RuleLines of(String text) {
        List<Rule> rules = new ArrayList<>();
        List<String> lines = text.lines().toList();
        String name = null;
        int first = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher start = START.matcher(lines.get(i));
            if (start.matches()) {
                if (name != null) {
                    rules.add(rule(name, first, i, lines));
                }
                name = name(start);
                first = i;
            }
            if (name != null
                    && END.matcher(COMMENT.matcher(lines.get(i)).replaceFirst(""))
                            .matches()) {
                rules.add(rule(name, first, i + 1, lines));
                name = null;
            }
        }
        if (name != null) {
            rules.add(rule(name, first, lines.size(), lines));
        }
        return new RuleLines(rules);
    }

    private static String name(Matcher start) {
        for (int group = 1; group <= 3; group++) {
            String name = start.group(group);
            if (name != null) {
                return name;
            }
        }
        return "";
    }

    private static Rule rule(String name, int from, int to, List<String> lines) {
        return new Rule(name, from + 1, to, String.join("\n", lines.subList(from, to)));
    }

    /** The first rule that has one of those lines. */
    Optional<Rule> within(int line, int count) {
        return rules.stream()
                .filter(rule -> rule.first() < line + count && line <= rule.last())
                .findFirst();
    }
}
