package dev.understudy.engine.drl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.AttributeDescr;

/**
 * Where the parts of a rule or query are in its text.
 *
 * @param text from {@code rule} to {@code end}
 * @param conditions behind {@code when}; of a query all behind its name
 * @param consequence behind {@code then}; empty in a query
 */
public record RuleParts(String text, List<Token> conditions, List<Token> consequence) {
    private static final String OPEN = "([{";
    private static final String CLOSE = ")]}";

    /** Finds them. */
    public static RuleParts of(PlacedRule rule) {
        String text = rule.file().textOf(rule.tree());
        List<Token> tokens = Tokens.of(text);
        int last = lastEnd(tokens);
        int name = 1;
        while (name < last
                && !tokens.get(name - 1).is("rule")
                && !tokens.get(name - 1).is("query")) {
            name++;
        }
        int from = Math.min(name + 1, last);
        if (rule.tree().isQuery()) {
            return new RuleParts(text, tokens.subList(from, last), List.of());
        }
        int when = keyword(tokens, "when", from, last);
        int then = keyword(tokens, "then", Math.min(when + 1, last), last);
        // Without conditions there is no 'when', and the search for it ends at the end.
        int plainThen = when == last ? keyword(tokens, "then", from, last) : then;
        return new RuleParts(
                text,
                when == last ? List.of() : tokens.subList(when + 1, then),
                tokens.subList(Math.min(plainThen + 1, last), last));
    }

    private static int lastEnd(List<Token> tokens) {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (tokens.get(i).is("end")) {
                return i;
            }
        }
        return tokens.size();
    }

    /** The index of a keyword outside of brackets; {@code to} when there is none. */
    private static int keyword(List<Token> tokens, String word, int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            String text = tokens.get(i).text();
            if (text.length() == 1 && OPEN.contains(text)) {
                depth++;
            } else if (text.length() == 1 && CLOSE.contains(text)) {
                depth--;
            } else if (depth == 0 && tokens.get(i).is(word)) {
                return i;
            }
        }
        return to;
    }

    /** The lines that a run of tokens spans, as they are written; empty for none. */
    public String textOf(List<Token> run) {
        if (run.isEmpty()) {
            return "";
        }
        int start = run.getFirst().start();
        int line = text.lastIndexOf('\n', start) + 1;
        int from = text.substring(line, start).isBlank() ? line : start;
        return text.substring(from, run.getLast().end()).stripIndent().strip();
    }

    /** What a rule says besides its conditions and consequence, one a line and sorted, so that order is no difference. */
    public static List<String> attributes(PlacedRule rule) {
        List<String> lines = new ArrayList<>();
        if (rule.tree().hasParent()) {
            lines.add("extends " + rule.tree().getParentName());
        }
        Map<String, AttributeDescr> attributes = new TreeMap<>(rule.tree().getAttributes());
        attributes.forEach((name, attribute) -> lines.add(name + " " + attribute.getValueString()));
        annotations(rule.tree().getAnnotations()).forEach(lines::add);
        return lines;
    }

    /** Annotations as they would be written, sorted. */
    public static List<String> annotations(Collection<AnnotationDescr> annotations) {
        return annotations.stream().map(RuleParts::annotation).sorted().toList();
    }

    private static String annotation(AnnotationDescr annotation) {
        Map<String, Object> values = new TreeMap<>(annotation.getValueMap());
        if (values.isEmpty()) {
            return "@" + annotation.getName();
        }
        Object single = values.size() == 1 ? values.get(AnnotationDescr.VALUE) : null;
        String text = single == null
                ? values.entrySet().stream()
                        .map(each -> each.getKey() + " = " + each.getValue())
                        .collect(Collectors.joining(", "))
                : single.toString();
        return "@" + annotation.getName() + "(" + text + ")";
    }
}
