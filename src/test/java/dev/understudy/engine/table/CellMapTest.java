package dev.understudy.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.ParserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CellMapTest {
    private static final Pattern TOKEN = Pattern.compile("v([A-Z]+[0-9]+)v");

    /** Each value and each snippet names its own cell; wherever it turns up in the DRL, the map has to say so. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void everyLetterThatCameFromACellLeadsToThatCell(Format format) {
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            TableResult.Compiled compiled = Sheets.compiled(Sheets.bytes(randomTable(random), format), format);
            String[] lines = compiled.drl().split("\n", -1);
            int seen = 0;
            for (int i = 0; i < lines.length; i++) {
                Matcher matcher = TOKEN.matcher(lines[i]);
                while (matcher.find()) {
                    for (int column = matcher.start() + 1; column <= matcher.end(); column++) {
                        assertThat(compiled.cells().place(i + 1, column).cellReference())
                                .as("%s:%s in%n%s", i + 1, column, compiled.drl())
                                .isEqualTo(matcher.group(1));
                    }
                    seen++;
                }
            }
            assertThat(seen).isGreaterThan(5);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void everyLineOfARuleLeadsToItsRowOrToTheHeadOfItsTable(Format format) {
        Random random = new Random(11);
        for (int round = 0; round < 40; round++) {
            TableResult.Compiled compiled = Sheets.compiled(Sheets.bytes(randomTable(random), format), format);
            int row = 0;
            String[] lines = compiled.drl().split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                Matcher comment = Pattern.compile("// rule values at [A-Z]+([0-9]+), header.*")
                        .matcher(lines[i]);
                row = comment.matches() ? Integer.parseInt(comment.group(1)) : row;
                int found = rowOf(compiled.cells().place(i + 1, 0));
                if (row > 0 && !lines[i].isBlank()) {
                    assertThat(found).as(i + 1 + " in\n" + compiled.drl()).isIn(row, 5, 6);
                }
            }
        }
    }

    private static int rowOf(CellPlace place) {
        return Integer.parseInt(place.cellReference().replaceAll("[A-Z]", ""));
    }

    private static String[][] randomTable(Random random) {
        List<List<String>> rows = new ArrayList<>();
        for (int r = 0; r < 8 + random.nextInt(6); r++) {
            rows.add(new ArrayList<>());
        }
        rows.get(0).addAll(List.of("RuleSet", "a.b"));
        rows.get(1).addAll(List.of("Functions", "function int vB2v() {\n return vB2v;\n}"));
        rows.get(2).add("RuleTable T");
        int columns = 2 + random.nextInt(5);
        for (int c = 0; c < columns; c++) {
            boolean action = c == columns - 1;
            String kind = action ? "ACTION" : random.nextInt(5) == 0 ? "@" : "CONDITION";
            rows.get(3).add(kind);
            String name = GridCell.columnName(c);
            boolean typed = kind.equals("CONDITION") && random.nextBoolean();
            rows.get(4).add(typed ? "v" + name + "5v: T" : "");
            rows.get(5).add(snippet(name, typed, kind, random));
            rows.get(6).add("label");
            for (int r = 7; r < rows.size(); r++) {
                boolean blank = c > 0 && random.nextInt(5) == 0;
                rows.get(r).add(blank ? "" : value(name + (r + 1), random));
            }
        }
        return rows.stream().map(row -> row.toArray(String[]::new)).toArray(String[][]::new);
    }

    private static String snippet(String column, boolean typed, String kind, Random random) {
        String own = "v" + column + "6v";
        List<String> choices = switch (kind) {
            case "CONDITION" ->
                typed
                        ? List.of(
                                own,
                                own + " <",
                                own + " > $param",
                                own + " in ($1, $2)",
                                "forall(||){" + own + " == $}")
                        : List.of("T(" + own + " == $param, x != $param)", "$2 : T(" + own + " > $1)");
            case "@" -> List.of(own + "($param)");
            default -> List.of(own + "($param);", own + "($1,\n\t$2);", own + "();");
        };
        return choices.get(random.nextInt(choices.size()));
    }

    private static String value(String cell, Random random) {
        String own = "v" + cell + "v";
        List<String> choices = List.of(
                own,
                "\"" + own + "\"",
                own + " && true",
                "a, " + own,
                own + ", " + own,
                "line\n" + own,
                own + " \"x\"");
        return choices.get(random.nextInt(choices.size()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "D12 | 35 00 | D12",
                "D12 | (3500 | D12",
                "D12 | 3500) | D12",
                "D12 | \"3500 | D12",
                "E13 | 240 ==, 5 | E13",
                "D9 | distance <== $param | D9",
                "D9 | distance <= ($param | D9",
                "D8 | $f: 5Flight | D8",
                "B4 | function int twice(int n { return n; } | B4",
                "B3 | declare Limit\\nmiles int\\nend | B3",
            })
    void aSyntaxErrorIsToldInTheCellThatMadeIt(String cell, String text, String expected) throws DroolsParserException {
        for (Format format : Format.values()) {
            String[][] rows = Sheets.amountsWith(cell, text.replace("\\n", "\n"));
            if (cell.equals("D8")) {
                rows = Sheets.amountsWith("D8", text);
                rows[7][4] = "";
            }
            TableResult.Compiled compiled = Sheets.compiled(Sheets.bytes(rows, format), format);
            Diagnostic first = parserErrors(compiled).getFirst();
            CellPlace place = compiled.cells().place(1, 1);
            assertThat(place.cellReference()).isEqualTo("B1");
            if (format == Format.XLSX) {
                assertThat(first.file()).as(compiled.drl() + first).isEqualTo(Sheets.XLSX + "!Sheet1!" + expected);
            } else {
                assertThat(first.file()).isEqualTo(Sheets.CSV);
            }
        }
    }

    private static List<Diagnostic> parserErrors(TableResult.Compiled compiled) throws DroolsParserException {
        DrlParser parser = new DrlParser();
        parser.parse(false, compiled.drl());
        assertThat(parser.hasErrors()).as(compiled.drl()).isTrue();
        return parser.getErrors().stream()
                .filter(ParserError.class::isInstance)
                .map(ParserError.class::cast)
                .map(each -> compiled.cells().error(each.getRow(), each.getCol() + 1, each.getMessage()))
                .toList();
    }

    @Test
    void attributesAndNamesLeadToTheirOwnCells() {
        TableResult.Compiled compiled = Sheets.compiled(Sheets.xlsx(Sheets.AMOUNTS), Format.XLSX);
        assertThat(DecisionTableCompilerTest.at(compiled, "package").cellReference())
                .isEqualTo("B1");
        assertThat(DecisionTableCompilerTest.at(compiled, "java.util.List").cellReference())
                .isEqualTo("B2");
        assertThat(DecisionTableCompilerTest.at(compiled, "Long haul").cellReference())
                .isEqualTo("B13");
        assertThat(DecisionTableCompilerTest.at(compiled, "\tsalience 20").cellReference())
                .isEqualTo("C12");
        assertThat(DecisionTableCompilerTest.at(compiled, "Amounts_12").cellReference())
                .isEqualTo("C12");
    }

    @Test
    void placesOutsideOfTheTextAreTakenForTheirNearest() {
        CellMap cells =
                Sheets.compiled(Sheets.xlsx(Sheets.AMOUNTS), Format.XLSX).cells();
        assertThat(cells.place(-1, -1).cellReference()).isEqualTo("B1");
        assertThat(cells.place(100_000, 100_000).cellReference()).isEqualTo("B13");
    }

    @Test
    void lettersThatLookLikeMarksStayText() {
        String own = "" + Marks.VALUE + Marks.END + Marks.HEAD;
        TableResult.Compiled compiled =
                Sheets.compiled(Sheets.csv(Sheets.amountsWith("F11", "\"" + own + "\"")), Format.CSV);
        assertThat(compiled.drl()).contains(own);
        assertThat(DecisionTableCompilerTest.at(compiled, own).cellReference()).isEqualTo("B11");
    }
}
