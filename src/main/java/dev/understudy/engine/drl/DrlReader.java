package dev.understudy.engine.drl;

import dev.understudy.ruleset.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.ParserError;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** Parses DRL, and gives every error a place. */
public final class DrlReader {
    private static final Pattern NOISE = Pattern.compile("^\\[ERR \\d+\\] (Line \\d+:\\d+ )?");
    private static final Pattern LINE = Pattern.compile("[Ll]ine (\\d+):(\\d+)");

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
            parser.getErrors().forEach(error -> faults.add(diagnostic(file, error)));
            return Optional.empty();
        }
        if (tree == null || tree.getName().isBlank()) {
            faults.add(file.error(0, "A DRL file starts with its package: 'package acme.rules;'."));
            return Optional.empty();
        }
        return Optional.of(new ParsedDrl(file, tree));
    }

    private static Diagnostic diagnostic(DrlFile file, DroolsError error) {
        String message = firstLine(error.getMessage());
        int line = error instanceof ParserError parserError ? parserError.getRow() : firstOr(error.getLines(), -1);
        int column = error instanceof ParserError parserError ? parserError.getCol() + 1 : 1;
        if (line < 1) {
            // The parser loses the place of some errors and keeps it in the words.
            Matcher matcher = LINE.matcher(message);
            if (matcher.find()) {
                line = Integer.parseInt(matcher.group(1));
                column = Integer.parseInt(matcher.group(2)) + 1;
            }
        }
        if (line < 1) {
            line = lastLine(file.text());
            column = 1;
        }
        Place place = file.origin().of(line, Math.max(1, column));
        return place.error(NOISE.matcher(message).replaceFirst(""));
    }

    private static int firstOr(int[] lines, int otherwise) {
        return lines.length == 0 ? otherwise : lines[0];
    }

    private static int lastLine(String text) {
        return (int) text.stripTrailing().lines().count();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
