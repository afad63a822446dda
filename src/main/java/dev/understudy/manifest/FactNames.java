package dev.understudy.manifest;

import java.util.List;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The section {@code facts}: which types come in and which go out.
 *
 * @param in never empty
 * @param out never empty
 */
record FactNames(List<String> in, List<String> out) {
    private static final String EXAMPLE = "facts: {in: [Flight], out: [Compensation]}";

    static Optional<FactNames> read(Fields manifest, Faults faults) {
        Optional<Node> node = manifest.get("facts");
        if (node.isEmpty()) {
            faults.error(manifest.place(), "'facts' is missing. Name the types: " + EXAMPLE + ".");
            return Optional.empty();
        }
        return Fields.known(node.get(), "facts", List.of("in", "out"), faults).flatMap(fields -> {
            Optional<List<String>> in = names(fields, "in", faults);
            Optional<List<String>> out = names(fields, "out", faults);
            return in.flatMap(callers -> out.map(outcome -> new FactNames(callers, outcome)));
        });
    }

    private static Optional<List<String>> names(Fields facts, String key, Faults faults) {
        Optional<Node> node = facts.get(key);
        if (node.isEmpty()) {
            faults.error(facts.place(), "'facts." + key + "' is missing. Name the types: " + EXAMPLE + ".");
            return Optional.empty();
        }
        int before = faults.errors();
        Optional<List<String>> names =
                Scalars.texts(node.get(), "facts." + key, (text, item) -> check(text, item, faults), faults);
        if (names.isPresent() && names.get().isEmpty() && faults.errors() == before) {
            faults.error(node.get(), "facts." + key + " is empty; it names at least one type.");
        }
        return names;
    }

    private static boolean check(String text, Node item, Faults faults) {
        if (!isName(text)) {
            faults.error(
                    item,
                    "'" + Kind.shortened(text) + "' is no name of a type; give the simple name of a type that the DRL"
                            + " declares, Flight say.");
            return false;
        }
        return true;
    }

    /** Whether a type or a field could have this name. */
    static boolean isName(String text) {
        return SourceVersion.isIdentifier(text) && !SourceVersion.isKeyword(text);
    }
}
