package dev.understudy.engine.drl;

import dev.understudy.ruleset.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.ParserError;

/** What the parser of DRL says, at its place and in plainer words. */
final class ParserFaults {
    private static final Pattern NOISE = Pattern.compile("^(\\[ERR \\d+\\] )?([Ll]ine \\d+:\\d+ )?");
    private static final Pattern LINE = Pattern.compile("[Ll]ine (\\d+):(\\d+)");
    private static final Pattern UNEXPECTED = Pattern.compile(
            "^(?:mismatched input|no viable alternative at input|extraneous input|unexpected exception at input)"
                    + " '(.*?)'(?: expecting \\S+)?(?: (in .*)|\\. Exception: .*)?$");

    private ParserFaults() {}

    static List<Diagnostic> of(DrlFile file, List<DroolsError> errors) {
        Optional<Diagnostic> text = UnclosedText.in(file);
        if (text.isPresent()) {
            // All that follows an open quote is misread.
            return List.of(text.get());
        }
        List<Diagnostic> faults = new ArrayList<>();
        List<Diagnostic> atTheEnd = new ArrayList<>();
        for (DroolsError error : errors) {
            String message = firstLine(error.getMessage());
            String words = NOISE.matcher(message).replaceFirst("");
            Matcher unexpected = UNEXPECTED.matcher(words);
            if (!unexpected.matches()) {
                faults.add(place(file, error, message).error(words));
            } else if (unexpected.group(1).isEmpty() || unexpected.group(1).equals("<eof>")) {
                atTheEnd.add(file.error(
                        file.text().stripTrailing().length(),
                        "The file ends too early" + where(unexpected) + "; look for a missing 'end' or bracket."));
            } else {
                faults.add(place(file, error, message)
                        .error("'" + unexpected.group(1) + "' is not expected here" + where(unexpected) + "."));
            }
        }
        return faults.isEmpty() ? atTheEnd.subList(0, Math.min(1, atTheEnd.size())) : faults;
    }

    private static String where(Matcher unexpected) {
        String in = unexpected.group(2);
        return in == null ? "" : ", " + in.strip();
    }

    private static Place place(DrlFile file, DroolsError error, String message) {
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
        return line < 1
                ? file.place(file.text().stripTrailing().length())
                : file.origin().of(line, Math.max(1, column));
    }

    private static int firstOr(int[] lines, int otherwise) {
        return lines.length == 0 ? otherwise : lines[0];
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
