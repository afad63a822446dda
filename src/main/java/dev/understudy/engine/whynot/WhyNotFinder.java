package dev.understudy.engine.whynot;

import dev.understudy.engine.facts.FactCodec;
import dev.understudy.ruleset.WhyNot;
import dev.understudy.ruleset.WhyNot.Kind;
import dev.understudy.ruleset.WhyNot.Reason;
import dev.understudy.sandbox.Stopped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds out why rules of a ruleset did not fire. Runs the rules' own conditions, so that a meter has to be armed.
 * Immutable.
 */
public final class WhyNotFinder {
    private static final int MOST_CHANGES = 3;

    private final List<RuleConditions> rules;
    private final Reading.Vocabulary words;

    /**
     * @param rules by position
     * @param codec of the ruleset
     * @param loader holds its functions
     * @param types its declared types by simple name
     */
    public WhyNotFinder(List<RuleConditions> rules, FactCodec codec, ClassLoader loader, Map<String, Class<?>> types) {
        this.rules = List.copyOf(rules);
        this.words = new Reading.Vocabulary(codec, new Functions(loader), Map.copyOf(types));
    }

    /**
     * The facts of a decision at its two ends.
     *
     * @param given as they were sent
     * @param left as they were when no rule fired any more
     */
    public record Ends(FactList given, FactList left) {}

    /** Names of all rules, in order. */
    public Collection<String> names() {
        return rules.stream().map(RuleConditions::name).toList();
    }

    /** The positions of the rules that did not fire. */
    public List<Integer> unfired(Course course) {
        return IntStream.range(0, rules.size())
                .filter(each -> !rules.get(each).isQuery() && !course.fired().containsKey(each))
                .boxed()
                .toList();
    }

    /** Whether a rule has variables that must not be shown. */
    public boolean hasSecrets(int position) {
        return position < rules.size() && rules.get(position).hasSecrets();
    }

    /** The position of a rule, or -1. */
    public int position(String name) {
        return IntStream.range(0, rules.size())
                .filter(each -> rules.get(each).name().equals(name))
                .findFirst()
                .orElse(-1);
    }

    /** Why one rule did not fire; a budget that is used up is told as such. */
    public WhyNot find(int position, Ends ends, Course course) {
        RuleConditions rule = rules.get(position);
        List<Reason> reasons;
        try {
            reasons = reasons(position, ends, course);
        } catch (Stopped stopped) {
            reasons = List.of(
                    plain(rule, Kind.CANNOT_TELL, "the budget for explaining was used up here: " + stopped.words()));
        } catch (StackOverflowError _) {
            reasons = List.of(plain(rule, Kind.CANNOT_TELL, "its conditions are too deep to be tried"));
        }
        Spot spot = rule.spot();
        return new WhyNot(rule.name(), spot.file(), spot.line(), spot.column(), reasons);
    }

    private List<Reason> reasons(int position, Ends ends, Course course) {
        RuleConditions rule = rules.get(position);
        Integer fired = course.fired().get(position);
        if (fired != null) {
            return List.of(plain(rule, Kind.FIRED, fired == 1 ? "it fired once" : "it fired " + fired + " times"));
        }
        if (!rule.attributes().enabled()) {
            return List.of(plain(rule, Kind.SWITCHED_OFF, "the rule is switched off: enabled false"));
        }
        Outcome left = tried(rule, ends.left().madeBy(fact -> maker(fact, course)));
        if (left.matches()) {
            return List.of(matched(rule, course));
        }
        // What was only inserted is told as what it is: the fact that must not be there.
        boolean changed = course.changes().stream()
                .anyMatch(
                        each -> !each.verb().equals("inserted") && rule.types().contains(each.type()));
        boolean before = course.matched().contains(position)
                || (changed && tried(rule, ends.given()).matches());
        if (!before) {
            return left.reasons();
        }
        List<Reason> reasons = new ArrayList<>();
        reasons.add(plain(rule, Kind.MATCHED_BUT_NOT_FIRED, undone(rule, course)));
        reasons.addAll(left.reasons());
        return reasons;
    }

    private String undone(RuleConditions rule, Course course) {
        String changes = course.changes().stream()
                .filter(each -> rule.types().contains(each.type()))
                .map(each -> place(each.rule()) + " " + each.verb() + " " + each.type())
                .distinct()
                .limit(MOST_CHANGES)
                .collect(Collectors.joining(", "));
        return "its conditions were met, and no more when its turn came" + (changes.isEmpty() ? "" : ": " + changes);
    }

    private String maker(Object fact, Course course) {
        for (Course.Change change : course.changes()) {
            if (change.isOf(fact) && change.verb().equals("inserted")) {
                return ", made by " + place(change.rule());
            }
        }
        return "";
    }

    /** {@code 'Raise' (acme/rules.drl:3)}. */
    private String place(int position) {
        RuleConditions rule = rules.get(position);
        return "'" + rule.name() + "' (" + rule.spot().file() + ":"
                + rule.spot().line() + ")";
    }

    private Reason matched(RuleConditions rule, Course course) {
        RuleConditions.Attributes own = rule.attributes();
        int rival = rival(own.activationGroup(), course);
        if (rival >= 0) {
            return plain(
                    rule,
                    Kind.MATCHED_BUT_NOT_FIRED,
                    "its conditions are met; of its activation-group \"" + own.activationGroup()
                            + "\" one rule fires, and " + place(rival) + " did");
        }
        if (!own.agendaGroup().equals("MAIN") && !course.focused().contains(own.agendaGroup())) {
            return plain(
                    rule,
                    Kind.MATCHED_BUT_NOT_FIRED,
                    "its conditions are met; its agenda-group \"" + own.agendaGroup() + "\" was never given the focus");
        }
        if (course.halted() && course.lastRule() >= 0) {
            return plain(
                    rule,
                    Kind.MATCHED_BUT_NOT_FIRED,
                    "its conditions are met; " + place(course.lastRule()) + " halted the decision before its turn");
        }
        if (own.lockOnActive()) {
            return plain(
                    rule,
                    Kind.MATCHED_BUT_NOT_FIRED,
                    "its conditions are met; it has lock-on-active, and they came to be met while its group was at"
                            + " work");
        }
        return plain(
                rule,
                Kind.CANNOT_TELL,
                "its conditions are met by the facts as they were left, and why it did not fire can't be told; a rule"
                        + " may have changed a fact without 'modify' or 'update'");
    }

    private int rival(String group, Course course) {
        if (group.isEmpty()) {
            return -1;
        }
        return course.fired().keySet().stream()
                .filter(each -> rules.get(each).attributes().activationGroup().equals(group))
                .min(Integer::compare)
                .orElse(-1);
    }

    /** What came of trying a rule on facts. */
    private record Outcome(boolean matches, List<Reason> reasons) {}

    private Outcome tried(RuleConditions rule, FactList facts) {
        List<Miss> misses = new ArrayList<>();
        List<Reason> untold = new ArrayList<>();
        for (List<Node> way : rule.alternatives()) {
            Search search = new Search(words, rule, facts);
            try {
                if (search.matches(way)) {
                    return new Outcome(true, List.of());
                }
                misses.add(search.miss());
            } catch (Search.Untried untried) {
                untold.add(untried(rule, untried.node(), search));
            } catch (Effort.TooMany _) {
                untold.add(tooMany(rule, search));
            } catch (RuntimeException failure) {
                untold.add(plain(
                        rule,
                        Kind.CANNOT_TELL,
                        "its conditions could not be tried: "
                                + failure.getClass().getSimpleName()));
            }
        }
        misses.sort(Miss::compare);
        List<Reason> reasons = new ArrayList<>();
        for (Miss miss : misses) {
            Reason reason = miss.reason();
            if (reason != null) {
                reasons.add(reason);
            }
        }
        reasons.addAll(untold);
        if (reasons.isEmpty()) {
            reasons.add(plain(rule, Kind.CANNOT_TELL, "what failed can't be told"));
        }
        return new Outcome(false, reasons);
    }

    private static Reason untried(RuleConditions rule, Node.Unknown node, Search search) {
        Spot spot = node.part().spot();
        String pattern = node.part().equals(rule.whole()) ? "" : node.part().line();
        return new Reason(
                Kind.CANNOT_TELL,
                "it can't be told: " + node.why() + nearest(search),
                spot.file(),
                spot.line(),
                spot.column(),
                pattern,
                "",
                null,
                Map.of());
    }

    private static Reason tooMany(RuleConditions rule, Search search) {
        String text = "of the first " + Effort.MOST + " combinations of facts none matched";
        Reason reason = search.miss().reason();
        if (reason == null) {
            return plain(rule, Kind.CANNOT_TELL, text);
        }
        return new Reason(
                reason.kind(),
                reason.text() + " (" + text + "; no more were tried)",
                reason.file(),
                reason.line(),
                reason.column(),
                reason.pattern(),
                reason.constraint(),
                reason.nearestJson(),
                reason.values());
    }

    private static String nearest(Search search) {
        Reason reason = search.miss().reason();
        return reason == null ? "" : "; of what comes before it: " + reason.text();
    }

    private static Reason plain(RuleConditions rule, Kind kind, String text) {
        Spot spot = rule.spot();
        return new Reason(kind, text, spot.file(), spot.line(), spot.column(), "", "", null, Map.of());
    }
}
