package dev.understudy.manifest;

import dev.understudy.ruleset.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong with one file: all of it, as nobody wants to push once for each mistake. */
final class Faults {
    private static final int MOST = 100;

    private final String file;
    private final List<Diagnostic> found = new ArrayList<>();
    private int errors;

    Faults(String file) {
        this.file = file;
    }

    void error(Node node, String message) {
        error(Place.of(node), message);
    }

    void error(Place place, String message) {
        errors++;
        if (found.size() < MOST) {
            found.add(Diagnostic.error(file, place.line(), place.column(), message));
        }
    }

    void warning(Place place, String message) {
        if (found.size() < MOST) {
            found.add(Diagnostic.warning(file, place.line(), place.column(), message));
        }
    }

    /** How many errors there are, those beyond the cap included. */
    int errors() {
        return errors;
    }

    boolean hasErrors() {
        return errors > 0;
    }

    String file() {
        return file;
    }

    /** All of them, in the order of the file's lines, errors first. */
    List<Diagnostic> sorted() {
        return found.stream().sorted().distinct().toList();
    }
}
