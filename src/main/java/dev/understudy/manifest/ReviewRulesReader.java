package dev.understudy.manifest;

import dev.understudy.manifest.ReviewRules.Ask;
import dev.understudy.manifest.ReviewRules.ImpactRule;
import dev.understudy.manifest.ReviewRules.PathRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.PatternSyntaxException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code .understudy/review.yaml}, and finds all that is wrong in it at once. Immutable; used by many threads. */
public final class ReviewRulesReader {
    /** Where the file is, from the top of the rules repository. */
    public static final String PATH = ".understudy/review.yaml";

    private static final int MOST_KIB = 64;
    private static final int MOST_APPROVALS = 20;
    private static final int MOST_PATHS = 200;
    private static final List<String> KEYS = List.of("approvals", "owners", "paths", "impact", "contractBreak");
    private static final List<String> PATH_KEYS = List.of("approvals", "owners", "from");
    private static final List<String> IMPACT_KEYS = List.of("above", "approvals", "from");
    private static final List<String> ASK_KEYS = List.of("approvals", "from");

    /**
     * Reads the file.
     *
     * @param yaml its bytes
     */
    public ReviewRulesResult read(byte[] yaml) {
        Faults faults = new Faults(PATH);
        Optional<Node> root = YamlDocument.read(yaml, MOST_KIB, faults);
        if (root.isEmpty() && !faults.hasErrors()) {
            return new ReviewRulesResult.Read(ReviewRules.USUAL);
        }
        Optional<ReviewRules> rules = root.flatMap(node -> Fields.known(node, "The file", KEYS, faults))
                .map(fields -> rules(fields, faults));
        return rules.isEmpty() || faults.hasErrors()
                ? new ReviewRulesResult.Faulty(faults.sorted())
                : new ReviewRulesResult.Read(rules.get());
    }

    private static ReviewRules rules(Fields fields, Faults faults) {
        int approvals =
                fields.get("approvals").flatMap(node -> count(node, faults)).orElse(ReviewRules.USUAL.approvals());
        boolean owners = fields.get("owners")
                .flatMap(node -> flag(node, "owners", faults))
                .orElse(ReviewRules.USUAL.owners());
        List<PathRule> paths =
                fields.get("paths").map(node -> paths(node, faults)).orElse(List.of());
        Optional<ImpactRule> impact = fields.get("impact")
                .flatMap(node -> Fields.known(node, "impact", IMPACT_KEYS, faults))
                .map(section -> new ImpactRule(above(section, faults), ask(section, "impact", faults)));
        Optional<Ask> contractBreak = fields.get("contractBreak")
                .flatMap(node -> Fields.known(node, "contractBreak", ASK_KEYS, faults))
                .map(section -> ask(section, "contractBreak", faults));
        return new ReviewRules(approvals, owners, paths, impact, contractBreak);
    }

    private static List<PathRule> paths(Node node, Faults faults) {
        List<PathRule> rules = new ArrayList<>();
        List<Fields.Entry> entries =
                Fields.any(node, "paths", faults).map(Fields::all).orElse(List.of());
        if (entries.size() > MOST_PATHS) {
            faults.error(node, "There are at most " + MOST_PATHS + " paths; these are " + entries.size() + ".");
            return rules;
        }
        for (Fields.Entry entry : entries) {
            if (isGlob(entry, faults)) {
                Fields.known(entry.value(), "'" + Kind.shortened(entry.name()) + "'", PATH_KEYS, faults)
                        .ifPresent(section -> rules.add(new PathRule(
                                entry.name(),
                                section.get("owners").flatMap(value -> flag(value, "owners", faults)),
                                ask(section, "'" + Kind.shortened(entry.name()) + "'", faults))));
            }
        }
        return rules;
    }

    private static boolean isGlob(Fields.Entry entry, Faults faults) {
        try {
            ReviewRules.matcher(entry.name());
            return !entry.name().isBlank();
        } catch (PatternSyntaxException e) {
            faults.error(
                    entry.key(),
                    "'" + Kind.shortened(entry.name()) + "' is no pattern of paths; one is dose-check/** or *.md.");
            return false;
        }
    }

    /** Says something; a section that asks for nothing is a mistake. */
    private static Ask ask(Fields section, String what, Faults faults) {
        List<String> from = section.get("from")
                .flatMap(node -> Scalars.texts(node, "from", (text, item) -> true, faults))
                .orElse(List.of());
        int approvals =
                section.get("approvals").flatMap(node -> count(node, faults)).orElse(0);
        if (section.all().stream().allMatch(entry -> entry.name().equals("above"))) {
            faults.error(section.place(), what + " asks for nothing; give it approvals: 2 or from: [group].");
        }
        return new Ask(approvals, from);
    }

    private static OptionalDouble above(Fields section, Faults faults) {
        return section.get("above")
                .flatMap(node -> Quantities.percent(node, "above", faults))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    private static Optional<Integer> count(Node node, Faults faults) {
        Optional<Long> count = Quantities.count(node, "approvals", faults);
        if (count.isPresent() && count.get() > MOST_APPROVALS) {
            faults.error(node, "approvals may be at most " + MOST_APPROVALS + ".");
            return Optional.empty();
        }
        return count.map(Long::intValue);
    }

    private static Optional<Boolean> flag(Node node, String what, Faults faults) {
        Optional<String> text = Scalars.text(node, what, faults);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            faults.error(node, what + " is '" + Kind.shortened(text.get()) + "'; true or false belongs here.");
            return Optional.empty();
        }
        return text.map(Boolean::parseBoolean);
    }
}
