package dev.understudy.engine.whynot;

import dev.understudy.engine.facts.FactCodec;
import dev.understudy.json.Utf8Sink;
import dev.understudy.ruleset.WhyNot;
import dev.understudy.ruleset.WhyNot.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what failed, in the author's words. For one rule and one thread. */
final class Wording {
    private static final int LONGEST_VALUE = 120;

    private final Reading.Vocabulary words;
    private final RuleConditions rule;
    private final Env env;
    private final Map<String, Term> terms = new HashMap<>();

    Wording(Reading.Vocabulary words, RuleConditions rule, Env env) {
        this.words = words;
        this.rule = rule;
        this.env = env;
    }

    /** Where a pattern stands and what it is tried on. */
    record Place(Part pattern, @Nullable Object candidate, boolean secret) {}

    /** How far a failed test is from holding. */
    Miss.Shortfall shortfall(Test test, Place place) {
        Verdicts verdicts = new Verdicts(reading(place));
        Term culprit = verdicts.culprit(term(test.part()));
        return new Miss.Shortfall(culprit.start(), verdicts.distance(culprit));
    }

    /**
     * A test that failed.
     *
     * @param behind goes behind the values
     */
    WhyNot.Reason failed(Kind kind, Test test, Place place, String behind) {
        Reading reading = reading(place);
        Verdicts verdicts = new Verdicts(reading);
        Part whole = test.part();
        Term term = term(whole);
        boolean told = !Boolean.TRUE.equals(verdicts.truth(term));
        Term culprit = told ? verdicts.culprit(term) : term;
        Part part = part(whole, culprit);
        Map<String, String> values = new LinkedHashMap<>();
        collect(culprit, whole, reading, values);
        StringBuilder text = new StringBuilder(part.line()).append(" failed");
        if (values.isEmpty()) {
            text.append(place.candidate() == null ? "" : " for " + shown(place));
        } else {
            text.append(": ")
                    .append(values.entrySet().stream()
                            .map(each -> each.getKey() + " was " + shortened(each.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        return reason(kind, text.append(behind).toString(), part, place, values);
    }

    /** Of {@code amount > 3 && < 10} the second part is {@code amount < 10}. */
    private static Part part(Part whole, Term term) {
        Part part = whole.part(term.start(), term.end());
        return term instanceof Term.Compare compare && compare.left().end() <= compare.start()
                ? new Part(
                        whole.text()
                                        .substring(
                                                compare.left().start(),
                                                compare.left().end()) + " " + part.text(),
                        part.spot(),
                        part.inCell())
                : part;
    }

    /** A test whose code failed. */
    WhyNot.Reason broken(Test test, Place place, Exception failure) {
        String text = test.part().line() + " could not be tried: "
                + failure.getClass().getSimpleName();
        return reason(Kind.CANNOT_TELL, text, test.part(), place, Map.of());
    }

    /** Anything else, about a whole condition. */
    WhyNot.Reason about(Kind kind, String text, Part pattern, @Nullable Object nearest, boolean secret) {
        Part part = new Part("", pattern.spot(), pattern.inCell());
        return reason(kind, text, part, new Place(pattern, nearest, secret), Map.of());
    }

    private static String line(Part part, Part pattern) {
        return part.equals(pattern) ? "" : part.line();
    }

    private WhyNot.Reason reason(Kind kind, String text, Part part, Place place, Map<String, String> values) {
        Spot spot = part.spot();
        return new WhyNot.Reason(
                kind,
                text,
                spot.file(),
                spot.line(),
                spot.column(),
                place.pattern().equals(rule.whole()) ? "" : place.pattern().line(),
                line(part, place.pattern()),
                json(place),
                values);
    }

    private @Nullable String json(Place place) {
        Object candidate = place.candidate();
        if (candidate == null) {
            return null;
        }
        Utf8Sink sink = new Utf8Sink(128);
        words.codec().writeFact(candidate, place.secret(), sink);
        return new String(sink.toByteArray(), StandardCharsets.UTF_8);
    }

    /** A fact in a sentence: {@code Limit {"units":"ml/h"}}. */
    String shown(Place place) {
        Object candidate = place.candidate();
        if (candidate == null) {
            return "nothing";
        }
        String type = words.codec().typeName(candidate);
        if (type == null) {
            return place.secret() ? FactCodec.MASK : shortened(words.codec().explained(candidate));
        }
        return type + " " + shortened(words.codec().explained(candidate));
    }

    private Term term(Part part) {
        return terms.computeIfAbsent(part.text(), TermParser::parse);
    }

    private Reading reading(Place place) {
        Set<String> secrets = rule.secrets();
        if (place.secret()) {
            secrets = Secrets.with(secrets, "this");
        }
        return new Reading(words, rule.packageName(), secrets, env, place.candidate());
    }

    private void collect(Term term, Part whole, Reading reading, Map<String, String> into) {
        switch (term) {
            case Term.Name _, Term.Field _ -> {
                if (!reading.isConstant(term)
                        && !(term instanceof Term.Name name && name.name().equals("this"))) {
                    put(term, whole, reading, into);
                }
            }
            case Term.Call call -> {
                if (!(reading.value(call).object() instanceof Boolean)) {
                    put(call, whole, reading, into);
                }
                if (call.on() != null && !reading.value(call).known()) {
                    collect(call.on(), whole, reading, into);
                }
                collectAll(call.arguments(), whole, reading, into);
            }
            case Term.Compare compare -> collectAll(List.of(compare.left(), compare.right()), whole, reading, into);
            case Term.Worded worded -> {
                collect(worded.left(), whole, reading, into);
                collectAll(worded.right(), whole, reading, into);
            }
            case Term.Arithmetic sum -> {
                put(sum, whole, reading, into);
                collectAll(List.of(sum.left(), sum.right()), whole, reading, into);
            }
            case Term.Both both -> collectAll(both.parts(), whole, reading, into);
            case Term.Either either -> collectAll(either.parts(), whole, reading, into);
            case Term.Not not -> collect(not.term(), whole, reading, into);
            case Term.Enclosed enclosed -> collect(enclosed.term(), whole, reading, into);
            case Term.Bind bind -> collect(bind.term(), whole, reading, into);
            case Term.Literal _, Term.Unreadable _ -> {}
        }
    }

    private void collectAll(List<Term> terms, Part whole, Reading reading, Map<String, String> into) {
        terms.forEach(each -> collect(each, whole, reading, into));
    }

    private void put(Term term, Part whole, Reading reading, Map<String, String> into) {
        Value value = reading.value(term);
        if (value.known()) {
            String name = whole.part(term.start(), term.end()).line();
            into.putIfAbsent(name, value.secret() ? '"' + FactCodec.MASK + '"' : json(value.object()));
        }
    }

    private String json(@Nullable Object value) {
        return words.codec().explained(value);
    }

    private static String shortened(String json) {
        if (json.codePointCount(0, json.length()) <= LONGEST_VALUE) {
            return json;
        }
        return json.substring(0, json.offsetByCodePoints(0, LONGEST_VALUE)) + "…";
    }
}
