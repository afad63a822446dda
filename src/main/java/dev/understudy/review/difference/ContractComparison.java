package dev.understudy.review.difference;

import dev.understudy.engine.drl.Place;
import dev.understudy.engine.outline.RulesetOutline;
import dev.understudy.engine.outline.TypeOutline;
import dev.understudy.review.difference.Contract.Direction;
import dev.understudy.ruleset.RulesetManifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What callers notice of a change to the facts. JSON names fields and the types of {@code facts}, and never a nested
 * type; unknown fields are refused, a missing field is none unless it is required. Used once.
 */
final class ContractComparison {
    private final RulesetOutline base;
    private final RulesetOutline branch;
    /** From a type's name on the base to that on the branch. */
    private final Map<String, String> renamed = new LinkedHashMap<>();

    private final List<Contract.Note> notes = new ArrayList<>();

    private ContractComparison(RulesetOutline base, RulesetOutline branch, Matching<TypeOutline> types) {
        this.base = base;
        this.branch = branch;
        List<TypeOutline> now = branch.declarations().types();
        for (int i = 0; i < now.size(); i++) {
            String name = now.get(i).name();
            types.former(i).ifPresent(former -> renamed.put(former.name(), name));
        }
    }

    static Contract of(RulesetOutline base, RulesetOutline branch, Matching<TypeOutline> types) {
        ContractComparison comparison = new ContractComparison(base, branch, types);
        base.manifest()
                .ifPresent(then ->
                        branch.manifest().ifPresent(now -> comparison.compare(then.manifest(), now.manifest())));
        List<Contract.Note> sorted = comparison.notes.stream()
                .distinct()
                .sorted(Comparator.comparing(Contract.Note::effect).reversed())
                .toList();
        CallerEffect worst = sorted.stream().map(Contract.Note::effect).reduce(CallerEffect.NONE, CallerEffect::or);
        return new Contract(worst, sorted);
    }

    private void compare(RulesetManifest then, RulesetManifest now) {
        compare(Direction.IN, then.factsIn(), now.factsIn());
        compare(Direction.OUT, then.factsOut(), now.factsOut());
    }

    private void compare(Direction direction, List<String> then, List<String> now) {
        FactShape former = new FactShape(base.declarations().types(), then);
        FactShape here = new FactShape(branch.declarations().types(), now);
        roots(direction, then, now, former);
        for (String name : former.reached()) {
            String other = renamed.getOrDefault(name, name);
            if (here.reached().contains(other)) {
                compareType(direction, name, former, other, here);
            }
        }
    }

    private void roots(Direction direction, List<String> then, List<String> now, FactShape former) {
        for (String name : then) {
            if (!now.contains(name)) {
                String other = renamed.getOrDefault(name, name);
                String hint = now.contains(other) && !other.equals(name) ? " It is called " + other + " now." : "";
                Place place =
                        former.reached().contains(name) ? former.type(name).place() : null;
                note(
                        CallerEffect.BREAKS,
                        direction,
                        name,
                        (direction == Direction.IN
                                        ? "Facts of " + name + " are refused."
                                        : "The outcome has no " + name + " any more.")
                                + hint,
                        place);
            }
        }
        now.stream()
                .filter(name -> !then.contains(name))
                .forEach(name -> note(
                        CallerEffect.NONE,
                        direction,
                        name,
                        direction == Direction.IN
                                ? "Facts of " + name + " are taken too."
                                : "The outcome has " + name + " too.",
                        null));
    }

    private void compareType(Direction direction, String name, FactShape former, String other, FactShape here) {
        TypeOutline then = former.type(name);
        TypeOutline now = here.type(other);
        if (then.isEnum() != now.isEnum()) {
            note(
                    CallerEffect.BREAKS,
                    direction,
                    other,
                    other + " is " + kind(now) + " now; it was " + kind(then) + ".",
                    now.place());
            return;
        }
        if (then.isEnum()) {
            constants(direction, then, now);
            return;
        }
        Map<String, TypeOutline.Field> before = former.fields(name);
        Map<String, TypeOutline.Field> after = here.fields(other);
        before.forEach((key, field) -> {
            TypeOutline.Field left = after.get(key);
            String subject = other + "." + key;
            if (left != null) {
                field(direction, subject, field, left);
            } else if (direction == Direction.IN) {
                note(
                        CallerEffect.BREAKS,
                        direction,
                        subject,
                        "The field is gone; facts that have it are refused.",
                        field.place());
            } else {
                note(CallerEffect.BREAKS, direction, subject, "The field is gone.", field.place());
            }
        });
        after.forEach((key, field) -> {
            if (!before.containsKey(key)) {
                added(direction, other + "." + key, field);
            }
        });
    }

    private static String kind(TypeOutline type) {
        return type.isEnum() ? "an enum" : "a type with fields";
    }

    private void constants(Direction direction, TypeOutline then, TypeOutline now) {
        List<String> before =
                then.constants().stream().map(TypeOutline.Constant::name).toList();
        List<String> after =
                now.constants().stream().map(TypeOutline.Constant::name).toList();
        boolean in = direction == Direction.IN;
        before.stream()
                .filter(each -> !after.contains(each))
                .forEach(each -> note(
                        in ? CallerEffect.BREAKS : CallerEffect.NONE,
                        direction,
                        now.name() + "." + each,
                        in ? "The constant is gone; facts that have it are refused." : "The constant is gone.",
                        now.place()));
        after.stream()
                .filter(each -> !before.contains(each))
                .forEach(each -> note(
                        in ? CallerEffect.NONE : CallerEffect.MAYBE,
                        direction,
                        now.name() + "." + each,
                        in ? "The constant is taken too." : "The constant is new; callers may not know it.",
                        now.place()));
    }

    private void added(Direction direction, String subject, TypeOutline.Field field) {
        boolean breaks = direction == Direction.IN && field.required();
        note(
                breaks ? CallerEffect.BREAKS : CallerEffect.NONE,
                direction,
                subject,
                breaks ? "The field is new and required; facts without it are refused." : "The field is new.",
                field.place());
    }

    private void field(Direction direction, String subject, TypeOutline.Field then, TypeOutline.Field now) {
        boolean in = direction == Direction.IN;
        String wasType = renamed(then.type());
        if (!wasType.equals(now.type())) {
            retyped(direction, subject, then, now);
        }
        if (in && now.required() != then.required()) {
            note(
                    now.required() ? CallerEffect.BREAKS : CallerEffect.NONE,
                    direction,
                    subject,
                    now.required()
                            ? "The field is required now; facts without it are refused."
                            : "The field may be left out now.",
                    now.place());
        }
        if (!format(then).equals(format(now))) {
            note(
                    CallerEffect.BREAKS,
                    direction,
                    subject,
                    "It is written as " + words(format(now)) + " now; it was " + words(format(then)) + ".",
                    now.place());
        }
        if (in && !then.initial().equals(now.initial())) {
            note(
                    CallerEffect.MAYBE,
                    direction,
                    subject,
                    "Left out, it is " + (now.initial().isEmpty() ? "nothing" : now.initial()) + " now; it was "
                            + (then.initial().isEmpty() ? "nothing" : then.initial()) + ".",
                    now.place());
        }
    }

    private void retyped(Direction direction, String subject, TypeOutline.Field then, TypeOutline.Field now) {
        boolean fits = direction == Direction.IN
                ? ValueKinds.takes(now.type(), then.type())
                : ValueKinds.takes(then.type(), now.type())
                        && (ValueKinds.isOptional(then.type()) || !ValueKinds.isOptional(now.type()));
        note(
                fits ? CallerEffect.NONE : CallerEffect.BREAKS,
                direction,
                subject,
                "Its type is " + now.type() + " now; it was " + then.type() + ".",
                now.place());
    }

    /** A nested type is not named in JSON, so another name for it is no other type. */
    private String renamed(String type) {
        String result = type;
        for (Map.Entry<String, String> each : renamed.entrySet()) {
            if (!each.getKey().equals(each.getValue())) {
                result = result.replaceAll(
                        "\\b" + Pattern.quote(each.getKey()) + "\\b", Matcher.quoteReplacement(each.getValue()));
            }
        }
        return result;
    }

    private static String format(TypeOutline.Field field) {
        return field.annotations().stream()
                .filter(each -> each.startsWith("@format"))
                .findFirst()
                .orElse("");
    }

    private static String words(String format) {
        return format.isEmpty() ? "usual" : format;
    }

    private void note(CallerEffect effect, Direction direction, String subject, String message, @Nullable Place place) {
        notes.add(new Contract.Note(effect, direction, subject, message, place));
    }
}
