package dev.understudy.engine.build;

import dev.understudy.engine.drl.Place;
import dev.understudy.engine.drl.PlacedRule;
import dev.understudy.engine.java.JavaFault;
import dev.understudy.engine.run.Causes;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.sandbox.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.KnowledgeBuilderResult;

/**
 * Finds the place in the DRL that an error speaks of. The executable model gives a rule's line at best, and the Java
 * compiler a place in generated code; what both have is the piece of text that is wrong, and that stands in the rule.
 */
final class RuleFaults {
    private static final List<Pattern> SUBJECTS = List.of(
            Pattern.compile("Unknown field (\\w+)"),
            Pattern.compile("Unable to find class: ([\\w.]+)"),
            Pattern.compile("(?i)unable to analyse expression:?\\s*(.+?):?$"),
            Pattern.compile("Unable to parse left part of expression: (\\w+)"),
            Pattern.compile("Unable to parse [^:]*: ?(.+)"),
            Pattern.compile("^(\\S+) cannot be resolved"),
            Pattern.compile("[Uu]nknown accumulate function: '(\\w+)'"),
            Pattern.compile("Duplicate declaration for variable '([^']+)'"),
            Pattern.compile("invoking query '([^']+)'"),
            Pattern.compile("[Mm]ethod (\\w+)"),
            Pattern.compile("'([^']+)'"),
            Pattern.compile("\"([^\"]+)\""));
    /** Drools calls a query by the name of its generated method. */
    private static final Pattern QUERY = Pattern.compile("'query_([^']+)'");

    private static final Pattern UNPARSED = Pattern.compile("Unable to parse (left|right) part of expression: (.+)");
    private static final Pattern UNANALYSED = Pattern.compile("(?i)unable to analyse expression:?\\s*(.+?):?");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]+\"");
    private static final Pattern TOKEN = Pattern.compile("\\w+|\\S");
    private static final Pattern GENERATED =
            Pattern.compile(" (for|in) the type (Lambda\\w+|Rules[0-9A-F]{8}\\w+|DomainClasses\\w+)");

    /** A class of a rule, where an author wrote {@code this} or nothing. */
    private static final Pattern CLASS =
            Pattern.compile("\\b(?:Lambda(?:Predicate|Extractor|Consequence)|Rules)[0-9A-F]{32}\\b");

    private RuleFaults() {}

    /** What Drools says of one of these rules. */
    static Diagnostic ofModel(List<PlacedRule> rules, KnowledgeBuilderResult result) {
        String message = QUERY.matcher(firstLine(result.getMessage()).replace("_this.", ""))
                .replaceAll("'$1'");
        String plain = plain(message);
        PlacedRule rule = ruleAt(rules, result);
        if (rule != null || rules.size() == 1) {
            Optional<Diagnostic> java = ConsequenceFault.of(rule == null ? rules.getFirst() : rule, message);
            if (java.isPresent()) {
                return java.get();
            }
        }
        List<String> subjects = subjects(message);
        List<PlacedRule> candidates = rule == null ? rules : List.of(rule);
        for (String subject : subjects) {
            for (PlacedRule candidate : candidates) {
                Optional<Place> place = find(candidate, subject, headerEnd(candidate), 0);
                if (place.isPresent()) {
                    return place.get().error(plain);
                }
            }
        }
        return (rule == null ? rules.getFirst() : rule).place().error(plain);
    }

    /** Says what Drools means. */
    private static String plain(String message) {
        Matcher left = UNPARSED.matcher(message);
        if (left.matches()) {
            String written = left.group(2).strip();
            String first = written.split("\\W", 2)[0];
            return "'" + written + "' makes no sense here"
                    + (first.isEmpty() ? "." : ": '" + first + "' is no field of the pattern's type.");
        }
        Matcher whole = UNANALYSED.matcher(message);
        return whole.matches() ? "'" + whole.group(1).strip() + "' makes no sense here." : message;
    }

    /** The rules' own code failed before any decision: in the constant of a class, or the constructor of an enum. */
    static String initialValue(Throwable cause) {
        String kind = cause.getClass().getSimpleName();
        return "An initial value failed while the rules were loaded: " + kind
                + (cause.getMessage() == null ? "." : ": " + firstLine(cause.getMessage()));
    }

    /** An exception from within Drools, which is no error of its author's words but has a rule. */
    static Diagnostic ofCrash(PlacedRule rule, @Nullable Throwable crash) {
        String words = crash == null || crash.getMessage() == null ? String.valueOf(crash) : crash.getMessage();
        Throwable cause = crash == null ? null : Causes.root(crash);
        if (cause instanceof Stopped stopped) {
            return rule.place().error("Loading the rules was stopped: " + stopped.getMessage());
        }
        if (crash instanceof ExceptionInInitializerError && cause != null) {
            return rule.place().error(initialValue(cause));
        }
        Matcher quoted = QUOTED.matcher(words);
        if (crash instanceof NumberFormatException && quoted.find()) {
            return find(rule, quoted.group(), headerEnd(rule), 0)
                    .orElse(rule.place())
                    .error("A number is compared with the text " + quoted.group() + ".");
        }
        if (crash == null || crash.getMessage() == null) {
            return rule.place()
                    .error(
                            "The rule compiler can't take this rule: a condition has a form that it doesn't know. Write it"
                                    + " simpler, or move it to a function.");
        }
        return rule.place().error("The rule compiler can't take this rule: " + firstLine(words));
    }

    /**
     * What the Java compiler says of code that was generated from one of {@code rules}.
     *
     * @param source the generated code
     */
    static Diagnostic ofJava(List<PlacedRule> rules, JavaFault fault, String source) {
        String message =
                CLASS.matcher(GENERATED.matcher(fault.message()).replaceAll("")).replaceAll("this rule");
        boolean consequence = fault.path().contains("Consequence") || source.contains("functions.Block");
        int body = Math.max(source.indexOf(" execute("), source.indexOf(" apply("));
        int bodyStart = body < 0 ? 0 : source.indexOf('{', body);
        int nth = count(fault.fragment(), source, Math.max(0, bodyStart), fault.offset());
        for (int tried : nth == 0 ? new int[] {0} : new int[] {nth, 0}) {
            for (PlacedRule rule : rules) {
                int from = consequence ? consequenceStart(rule) : headerEnd(rule);
                Optional<Place> place = find(rule, fault.fragment(), from, tried);
                if (place.isPresent()) {
                    return place.get().error(message);
                }
            }
        }
        PlacedRule first = rules.getFirst();
        int from = consequence ? consequenceStart(first) : headerEnd(first);
        return first.file()
                .file()
                .place(first.tree().getStartCharacter() + from)
                .error(message);
    }

    private static int count(String fragment, String source, int from, int to) {
        if (fragment.isBlank() || from >= to) {
            return 0;
        }
        Matcher matcher = pattern(fragment).matcher(source);
        int count = 0;
        for (int at = from; matcher.find(at) && matcher.start() < to; at = matcher.end()) {
            count++;
        }
        return count;
    }

    private static Optional<Place> find(PlacedRule rule, String subject, int from, int nth) {
        if (subject.isBlank()) {
            return Optional.empty();
        }
        String text = rule.file().textOf(rule.tree());
        Matcher matcher = pattern(subject).matcher(text);
        int at = Math.min(from, text.length());
        for (int seen = 0; matcher.find(at); seen++) {
            if (seen == nth) {
                return Optional.of(place(rule, matcher));
            }
            at = matcher.end();
        }
        return Optional.empty();
    }

    private static Place place(PlacedRule rule, Matcher found) {
        int start = rule.tree().getStartCharacter();
        // In a decision table a condition starts in the column's head, and what differs by row ends it.
        return rule.file().file().isTable()
                ? rule.file().file().place(start + found.end() - 1)
                : rule.file().file().place(start + found.start());
    }

    /** Matches the same tokens, however they are spaced. */
    private static Pattern pattern(String fragment) {
        Matcher tokens = TOKEN.matcher(fragment);
        List<String> parts = new ArrayList<>();
        while (tokens.find() && parts.size() < 64) {
            parts.add(Pattern.quote(tokens.group()));
        }
        boolean wordFirst = Character.isJavaIdentifierPart(fragment.strip().charAt(0));
        boolean wordLast = Character.isJavaIdentifierPart(
                fragment.strip().charAt(fragment.strip().length() - 1));
        return Pattern.compile(
                (wordFirst ? "(?<![\\w$])" : "") + String.join("\\s*", parts) + (wordLast ? "(?![\\w$])" : ""));
    }

    private static List<String> subjects(String message) {
        List<String> subjects = new ArrayList<>();
        for (Pattern pattern : SUBJECTS) {
            Matcher matcher = pattern.matcher(message);
            while (matcher.find()) {
                subjects.add(matcher.group(1));
            }
        }
        return subjects;
    }

    private static @Nullable PlacedRule ruleAt(List<PlacedRule> rules, KnowledgeBuilderResult result) {
        if (rules.size() == 1) {
            return rules.getFirst();
        }
        int line = result.getLines() == null || result.getLines().length == 0 ? -1 : result.getLines()[0];
        return rules.stream()
                .filter(rule -> line >= 0 && rule.tree().getLine() == line)
                .findFirst()
                .orElse(null);
    }

    private static int headerEnd(PlacedRule rule) {
        String text = rule.file().textOf(rule.tree());
        int name = text.indexOf(rule.name());
        return name < 0 ? 0 : name + rule.name().length();
    }

    static int consequenceStart(PlacedRule rule) {
        String text = rule.file().textOf(rule.tree());
        if (rule.tree().getConsequence() instanceof String consequence && !consequence.isBlank()) {
            int at = text.lastIndexOf(consequence.strip());
            if (at >= 0) {
                return at;
            }
        }
        return Math.max(0, text.lastIndexOf("then"));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
