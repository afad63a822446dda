package dev.understudy.engine.whynot;

import dev.understudy.ruleset.WhyNot;
import dev.understudy.ruleset.WhyNot.Kind;
import dev.understudy.ruleset.WhyNot.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.drools.model.Binding;
import org.drools.model.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Tries the conditions of a rule on facts, combination by combination, until all hold, and remembers what came nearest.
 * For one rule and one thread.
 */
final class Search {
    private final FactList facts;
    private final Env env = new Env();
    private final Wording wording;
    private final RuleConditions rule;
    private final Effort effort = new Effort();
    private Miss miss = new Miss();

    Search(Reading.Vocabulary words, RuleConditions rule, FactList facts) {
        this.facts = facts;
        this.rule = rule;
        this.wording = new Wording(words, rule, env);
    }

    /** What comes after a condition that holds; true ends the search. */
    private interface Then {
        boolean found();
    }

    /** Thrown when conditions hold a kind that can't be tried. */
    static final class Untried extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Node.Unknown node;

        Untried(Node.Unknown node) {
            super(null, null, false, false);
            this.node = node;
        }

        Node.Unknown node() {
            return node;
        }
    }

    /**
     * Whether all of {@code nodes} hold together for some facts.
     *
     * @throws Untried when one of them can't be tried
     * @throws Effort.TooMany when there are too many combinations
     */
    boolean matches(List<Node> nodes) {
        return all(nodes, 0, 0, () -> true);
    }

    /** The nearest miss so far. */
    Miss miss() {
        return miss;
    }

    private boolean all(List<Node> nodes, int index, int position, Then then) {
        return index == nodes.size()
                ? then.found()
                : one(nodes.get(index), position, () -> all(nodes, index + 1, position + 1, then));
    }

    private boolean one(Node node, int position, Then then) {
        return switch (node) {
            case Node.Match match -> match(match, position, then);
            case Node.All group -> all(group.children(), 0, position, then);
            case Node.Any group -> {
                for (Node child : group.children()) {
                    if (one(child, position, then)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Node.Absent absent -> absent(absent, position, then);
            case Node.Present present -> present(present, position, then);
            case Node.Every every -> every(every, position, then);
            case Node.Fold fold -> fold(fold, position, then);
            case Node.Check check -> {
                Wording.Place place = new Wording.Place(check.part(), null, false);
                yield passes(check.test(), place, position, 0, () -> Kind.EVAL_FAILED, "") && then.found();
            }
            case Node.Unknown unknown -> throw new Untried(unknown);
        };
    }

    private boolean match(Node.Match match, int position, Then then) {
        boolean none = true;
        boolean secret = match.from() != null && rule.secrets().contains(Secrets.labelOf(match.part()));
        for (Object candidate : candidates(match)) {
            none = false;
            effort.next();
            env.enter(match, candidate);
            try {
                if (passesAll(match, new Wording.Place(match.part(), candidate, secret), position) && then.found()) {
                    return true;
                }
            } finally {
                env.leave(match);
            }
        }
        if (none) {
            miss.offer(
                    position, -1, () -> wording.about(Kind.NO_FACT_OF_TYPE, absence(match), match.part(), null, false));
        }
        return false;
    }

    private Collection<?> candidates(Node.Match match) {
        Class<?> type = match.variable().getType();
        if (match.from() == null) {
            return facts.of(type);
        }
        List<Object> found = new ArrayList<>();
        for (Object each : Sources.read(match.from(), env, effort)) {
            if (type.isInstance(each)) {
                found.add(each);
            }
        }
        return found;
    }

    private String absence(Node.Match match) {
        String type = match.type();
        if (match.from() != null) {
            return "what " + match.part().line() + " takes its facts from gave no " + type;
        }
        if (facts.mayBeSent(type)) {
            return "there is no " + type;
        }
        return "there is no " + type + (type.equals("AsOf") ? ": the call says no 'asOf'" : ": no rule made one");
    }

    private boolean passesAll(Node.Match match, Wording.Place place, int position) {
        int passed = 0;
        for (Test test : match.tests()) {
            if (!passes(test, place, position, passed, () -> kind(match, test), "")) {
                return false;
            }
            passed++;
        }
        return true;
    }

    private static Kind kind(Node.Match match, Test test) {
        Set<Variable<?>> own = new HashSet<>();
        own.add(match.variable());
        for (Binding binding : match.bindings()) {
            own.add(binding.getBoundVariable());
        }
        return own.containsAll(test.variables()) ? Kind.CONSTRAINT_FAILED : Kind.JOIN_FAILED;
    }

    private boolean passes(
            Test test, Wording.Place place, int position, int passed, Supplier<Kind> kind, String behind) {
        try {
            if (test.holds(env)) {
                return true;
            }
        } catch (Effort.TooMany | Untried end) {
            throw end;
        } catch (Exception failure) {
            Miss.Shortfall far = new Miss.Shortfall(0, Double.POSITIVE_INFINITY);
            miss.offer(position, passed, () -> far, () -> wording.broken(test, place, failure));
            return false;
        }
        miss.offer(
                position,
                passed,
                () -> wording.shortfall(test, place),
                () -> wording.failed(kind.get(), test, place, behind));
        return false;
    }

    private boolean absent(Node.Absent absent, int position, Then then) {
        int depth = env.depth();
        List<Object> blocking = new ArrayList<>();
        boolean found = apart(absent.child(), new Miss(), () -> {
            for (int i = depth; i < env.depth(); i++) {
                Object object = env.objectAt(i);
                if (object != null) {
                    blocking.add(object);
                }
            }
            return true;
        });
        if (!found) {
            return then.found();
        }
        miss.offer(position, 0, () -> blockedBy(absent, blocking));
        return false;
    }

    private Reason blockedBy(Node.Absent absent, List<Object> blocking) {
        List<String> shown = blocking.stream()
                .map(each ->
                        wording.shown(new Wording.Place(absent.part(), each, rule.hasSecrets())) + facts.maker(each))
                .toList();
        Object nearest = blocking.isEmpty() ? null : blocking.getFirst();
        String text = absent.part().line() + " failed: there is " + String.join(" and ", shown);
        return wording.about(Kind.NOT_BLOCKED_BY, text, absent.part(), nearest, rule.hasSecrets());
    }

    private boolean present(Node.Present present, int position, Then then) {
        Miss inner = new Miss();
        if (apart(present.child(), inner, () -> true)) {
            return then.found();
        }
        miss.offer(position, 0, () -> within(Kind.EXISTS_FAILED, present.part(), inner.reason(), ""));
        return false;
    }

    /** A condition that holds others says which of them failed. */
    private Reason within(Kind kind, Part part, @Nullable Reason inner, String which) {
        String text = part.line() + " failed" + which;
        if (inner == null) {
            return wording.about(kind, text, part, null, false);
        }
        String start = inner.constraint() + " failed";
        boolean named = !inner.constraint().isEmpty() && inner.text().startsWith(start);
        String rest =
                named ? ", at " + inner.constraint() + inner.text().substring(start.length()) : ": " + inner.text();
        return new Reason(
                kind,
                text + rest,
                inner.file(),
                inner.line(),
                inner.column(),
                part.line(),
                inner.constraint(),
                inner.nearestJson(),
                inner.values());
    }

    private boolean apart(Node node, Miss own, Then then) {
        Miss outer = miss;
        miss = own;
        try {
            return one(node, 0, then);
        } finally {
            miss = outer;
        }
    }

    private boolean every(Node.Every every, int position, Then then) {
        boolean[] any = {false};
        Miss[] inner = {new Miss()};
        List<Object> other = new ArrayList<>();
        Node.Match base = every.base();
        Node.Match tried = every.rest().isEmpty()
                ? new Node.Match(base.variable(), base.type(), List.of(), base.bindings(), base.from(), base.part())
                : base;
        boolean failed = apart(tried, new Miss(), () -> {
            any[0] = true;
            Object candidate = env.get(base.variable());
            inner[0] = new Miss();
            if (holdsFor(every, candidate, inner[0])) {
                return false;
            }
            if (candidate != null) {
                other.add(candidate);
            }
            return true;
        });
        if (!failed && (any[0] || !every.needsOne())) {
            return then.found();
        }
        miss.offer(position, 0, () -> {
            Object fact = other.isEmpty() ? null : other.getFirst();
            String which = fact == null
                    ? ": there is no " + base.type()
                    : " for " + wording.shown(new Wording.Place(every.part(), fact, rule.hasSecrets()));
            return within(Kind.FORALL_FAILED, every.part(), inner[0].reason(), which);
        });
        return false;
    }

    private boolean holdsFor(Node.Every every, @Nullable Object candidate, Miss inner) {
        Miss outer = miss;
        miss = inner;
        try {
            return every.rest().isEmpty()
                    ? passesAll(every.base(), new Wording.Place(every.base().part(), candidate, false), 0)
                    : all(every.rest(), 0, 0, () -> true);
        } finally {
            miss = outer;
        }
    }

    private boolean fold(Node.Fold fold, int position, Then then) {
        Folding folding = new Folding(fold, env);
        Miss inner = new Miss();
        apart(fold.source(), inner, () -> {
            folding.add();
            return false;
        });
        if (!folding.bindResults()) {
            miss.offer(
                    position,
                    0,
                    () -> within(
                            Kind.ACCUMULATE_FAILED, fold.part(), null, ": it gave nothing, over " + folding.over()));
            return false;
        }
        try {
            return passesResults(fold, folding, inner, position) && then.found();
        } finally {
            folding.unbind();
        }
    }

    private boolean passesResults(Node.Fold fold, Folding folding, Miss inner, int position) {
        int passed = 0;
        for (Node.Match result : fold.results()) {
            Object made = env.get(result.variable());
            if (made == null || !result.variable().getType().isInstance(made)) {
                miss.offer(
                        position,
                        passed,
                        () -> within(
                                Kind.ACCUMULATE_FAILED,
                                fold.part(),
                                null,
                                ": it gave nothing, over " + folding.over()));
                return false;
            }
            env.enter(result, made);
            try {
                Wording.Place place = new Wording.Place(fold.part(), made, rule.hasSecrets());
                for (Test test : result.tests()) {
                    String behind = ", over " + folding.over() + nearest(folding, inner);
                    if (!passes(test, place, position, passed, () -> Kind.ACCUMULATE_FAILED, behind)) {
                        return false;
                    }
                    passed++;
                }
            } finally {
                env.leave(result);
                env.put(result.variable(), made);
            }
        }
        return true;
    }

    private static String nearest(Folding folding, Miss inner) {
        WhyNot.Reason reason = inner.reason();
        return folding.isEmpty() && reason != null ? "; nearest: " + reason.text() : "";
    }
}
