package dev.understudy.engine.whynot;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.drools.model.Constraint;
import org.drools.model.SingleConstraint;

/** Lays the constraints that the compiler made beside those that the author wrote. */
final class TestReader {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private TestReader() {}

    /**
     * The tests of a pattern in the compiler's order, which is the author's.
     *
     * @param parts what is between the pattern's brackets
     * @param whole all of the pattern, for what can't be found in it
     */
    static List<Test> read(Constraint constraint, List<Part> parts, Part whole) {
        List<Constraint> compiled = new ArrayList<>();
        flatten(constraint, compiled);
        List<Part> written = parts.stream()
                .filter(part -> TermParser.parse(part.text()).isTest())
                .toList();
        List<Test> tests = new ArrayList<>();
        if (compiled.size() == written.size()) {
            for (int i = 0; i < compiled.size(); i++) {
                tests.add(new Test(compiled.get(i), written.get(i)));
            }
            return tests;
        }
        int from = 0;
        for (Constraint each : compiled) {
            int found = find(each, written, from);
            from = found < 0 ? from : found;
            tests.add(new Test(each, found < 0 ? (written.isEmpty() ? whole : written.get(from)) : written.get(found)));
        }
        return tests;
    }

    private static void flatten(Constraint constraint, List<Constraint> into) {
        if (constraint.equals(SingleConstraint.TRUE)) {
            return;
        }
        if (constraint instanceof SingleConstraint || constraint.getType() == Constraint.Type.OR) {
            into.add(constraint);
        } else {
            // Those of the pattern are one list: a copy, since building the network changes it.
            List.copyOf(constraint.getChildren()).forEach(child -> flatten(child, into));
        }
    }

    /** Several constraints may come of one that is written, so the last one found stays in question. */
    private static int find(Constraint constraint, List<Part> written, int from) {
        String text = tight(constraint.predicateInformation().getStringConstraint());
        if (text.isEmpty()) {
            return -1;
        }
        for (int i = from; i < written.size(); i++) {
            if (tight(written.get(i).text()).contains(text)) {
                return i;
            }
        }
        return -1;
    }

    private static String tight(String text) {
        return SPACE.matcher(text).replaceAll("");
    }
}
