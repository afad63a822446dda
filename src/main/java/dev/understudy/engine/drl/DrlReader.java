package dev.understudy.engine.drl;

import dev.understudy.ruleset.Diagnostic;
import java.util.List;
import java.util.Optional;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** Parses DRL, and gives every error a place. */
public final class DrlReader {
    private DrlReader() {}

    /**
     * Parses one file.
     *
     * @param file the text
     * @param faults takes what is wrong with it
     * @return nothing when it does not parse
     */
    public static Optional<ParsedDrl> read(DrlFile file, List<Diagnostic> faults) {
        if (!TextChecks.pass(file, faults)) {
            return Optional.empty();
        }
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr tree;
        try {
            tree = parser.parse(false, file.text());
        } catch (DroolsParserException | RuntimeException e) {
            faults.add(file.error(0, "This is no DRL: " + firstLine(String.valueOf(e.getMessage()))));
            return Optional.empty();
        }
        if (parser.hasErrors()) {
            faults.addAll(ParserFaults.of(file, parser.getErrors()));
            return Optional.empty();
        }
        if (tree == null || tree.getName().isBlank()) {
            faults.add(file.error(0, "A DRL file starts with its package: 'package acme.rules;'."));
            return Optional.empty();
        }
        return Optional.of(new ParsedDrl(file, tree));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
