package dev.understudy.engine;

import dev.understudy.engine.drl.DrlFile;
import dev.understudy.engine.drl.DrlReader;
import dev.understudy.engine.drl.ParsedDrl;
import dev.understudy.engine.drl.Place;
import dev.understudy.engine.table.CellPlace;
import dev.understudy.engine.table.DecisionTableCompiler;
import dev.understudy.engine.table.Format;
import dev.understudy.engine.table.SheetOutline;
import dev.understudy.engine.table.TableResult;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses files with rules. Remembers them, so that of two rulesets that are compared the files that they have in common
 * are parsed once; so nothing that came from it twice may be compiled. Used by one thread.
 */
final class RuleFiles {
    private final Map<String, Known> known = new HashMap<>();

    /**
     * What came of a file.
     *
     * @param parsed null when it is faulty
     * @param sheet of a decision table that could be read
     * @param faults what is wrong with it
     */
    record Read(@Nullable ParsedDrl parsed, @Nullable SheetOutline sheet, List<Diagnostic> faults) {}

    private record Known(SourceFile file, Read read) {}

    /**
     * Parses a file of DRL, or a decision table.
     *
     * @param path from the top of the rules repository
     */
    Read read(String path, SourceFile file) {
        Known before = known.get(path);
        if (before != null && Arrays.equals(before.file().content(), file.content())) {
            return before.read();
        }
        Read read = file.isDrl()
                ? parsed(DrlFile.written(path, file.text()), null)
                : Format.of(file.path())
                        .map(format -> table(path, file, format))
                        .orElseGet(() -> new Read(null, null, List.of()));
        known.put(path, new Known(file, read));
        return read;
    }

    private static Read table(String path, SourceFile file, Format format) {
        return switch (new DecisionTableCompiler().compile(path, file.content(), format)) {
            case TableResult.Compiled table ->
                parsed(
                        new DrlFile(
                                path,
                                table.drl(),
                                (line, column) -> place(table.cells().place(line, column))),
                        table.outline());
            case TableResult.Faulty faulty -> new Read(null, null, faulty.diagnostics());
        };
    }

    private static Read parsed(DrlFile file, @Nullable SheetOutline sheet) {
        List<Diagnostic> faults = new ArrayList<>();
        Optional<ParsedDrl> parsed = DrlReader.read(file, faults);
        return new Read(parsed.orElse(null), sheet, faults);
    }

    private static Place place(CellPlace cell) {
        return new Place(cell.file(), cell.line(), cell.column());
    }
}
