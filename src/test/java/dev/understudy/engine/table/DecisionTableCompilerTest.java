package dev.understudy.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTableCompilerTest {
    @ParameterizedTest
    @EnumSource(Format.class)
    void aTableBecomesDrlThatParses(Format format) throws DroolsParserException {
        TableResult.Compiled compiled = Sheets.compiled(Sheets.bytes(Sheets.AMOUNTS, format), format);
        PackageDescr parsed = parse(compiled.drl());
        assertThat(parsed.getName()).isEqualTo("flights.amounts");
        assertThat(parsed.getImports())
                .extracting(each -> each.getTarget())
                .containsExactly("java.math.BigDecimal", "java.util.List");
        assertThat(parsed.getTypeDeclarations())
                .extracting(each -> each.getTypeName())
                .containsExactly("Limit");
        assertThat(parsed.getFunctions()).extracting(each -> each.getName()).containsExactly("twice");
        assertThat(parsed.getRules())
                .extracting(RuleDescr::getName)
                .containsExactly("Short haul", "Amounts_12", "Long haul");
        assertThat(compiled.drl())
                .contains("\t\t$f: Flight(distance <= 1500, delay >= 180 && delay < 600)\n")
                .contains("\tsalience 20\n")
                .contains("\t\tinsert(new Compensation(600));\n");
    }

    @Test
    void bothFormatsGiveTheSameDrl() {
        assertThat(Sheets.compiled(Sheets.csv(Sheets.AMOUNTS), Format.CSV).drl())
                .isEqualTo(Sheets.compiled(Sheets.xlsx(Sheets.AMOUNTS), Format.XLSX)
                        .drl());
    }

    @Test
    void theSameTableGivesTheSameDrlEachTime() {
        byte[] table = Sheets.csv(Sheets.AMOUNTS);
        assertThat(Sheets.compiled(table, Format.CSV).drl())
                .isEqualTo(Sheets.compiled(table, Format.CSV).drl());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void eachRuleNameLeadsToItsRow(Format format) {
        CellMap cells =
                Sheets.compiled(Sheets.bytes(Sheets.AMOUNTS, format), format).cells();
        assertThat(cells.rule("Short haul").orElseThrow().cellReference()).isEqualTo("B11");
        assertThat(cells.rule("Amounts_12").orElseThrow().cellReference()).isEqualTo("C12");
        assertThat(cells.rule("Long haul").orElseThrow().cellReference()).isEqualTo("B13");
        assertThat(cells.rule("Medium haul")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void severalRowsOfDeclareAndFunctionsAddUp(Format format) throws DroolsParserException {
        String[][] rows = Sheets.amountsWith("A2", "Declare");
        rows[1][1] = "declare Other\n  text : String\nend";
        rows[4] = new String[] {"Functions", "function int one() { return 1; }"};
        TableResult.Compiled compiled = Sheets.compiled(Sheets.bytes(rows, format), format);
        PackageDescr parsed = parse(compiled.drl());
        assertThat(parsed.getTypeDeclarations())
                .extracting(each -> each.getTypeName())
                .containsExactly("Other", "Limit");
        assertThat(parsed.getFunctions()).extracting(each -> each.getName()).containsExactly("twice", "one");
        assertThat(at(compiled, "String").cellReference()).isEqualTo("B2");
        assertThat(at(compiled, "miles").cellReference()).isEqualTo("B3");
        assertThat(at(compiled, "one()").cellReference()).isEqualTo("B5");
    }

    @Test
    void twoTablesOnOneSheetAreBothRead() throws DroolsParserException {
        String[][] rows = Arrays.copyOf(Sheets.AMOUNTS, 20);
        rows[13] = new String[] {};
        rows[14] = new String[] {"RuleTable Care"};
        rows[15] = new String[] {"CONDITION", "ACTION"};
        rows[16] = new String[] {"Flight"};
        rows[17] = new String[] {"delay", "insert(new Care(\"$param\"));"};
        rows[18] = new String[] {"Delay", "Care"};
        rows[19] = new String[] {"120", "meal"};
        PackageDescr parsed =
                parse(Sheets.compiled(Sheets.csv(rows), Format.CSV).drl());
        assertThat(parsed.getRules())
                .extracting(RuleDescr::getName)
                .containsExactly("Short haul", "Amounts_12", "Long haul", "Care_20");
    }

    @Test
    void variablesQueriesAndAttributesOfTheSheetPassThrough() throws DroolsParserException {
        String[][] rows = Sheets.amountsWith("A2", "Variables");
        rows[1][1] = "java.util.List results, java.util.Set seen";
        rows[2] = new String[] {"Queries", "query late() Flight(delay > 10) end"};
        rows[4] = new String[] {"NO-LOOP", "true"};
        TableResult.Compiled compiled = Sheets.compiled(Sheets.csv(rows), Format.CSV);
        PackageDescr parsed = parse(compiled.drl());
        assertThat(parsed.getGlobals()).extracting(each -> each.getIdentifier()).containsExactly("results", "seen");
        assertThat(parsed.getRules()).extracting(RuleDescr::getName).contains("late");
        assertThat(at(compiled, "no-loop").cellReference()).isEqualTo("B5");
        assertThat(at(compiled, "global java.util.Set").cellReference()).isEqualTo("B2");
    }

    @Test
    void csvMayHaveAByteOrderMarkAndLinesInsideOfCells() {
        String text = "\ufeff" + new String(Sheets.csv(Sheets.AMOUNTS), StandardCharsets.UTF_8);
        TableResult.Compiled compiled = Sheets.compiled(text.getBytes(StandardCharsets.UTF_8), Format.CSV);
        CellPlace place = at(compiled, "1500");
        assertThat(place.cellReference()).isEqualTo("D11");
        assertThat(place.file()).isEqualTo(Sheets.CSV);
        String line = List.of(text.split("\n", -1)).get(place.line() - 1);
        assertThat(line.substring(place.column() - 1)).startsWith("1500,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void linesOfCsvMayEndInAnyWay(String end) {
        String text = new String(Sheets.csv(Sheets.AMOUNTS), StandardCharsets.UTF_8);
        String other = text.replace("\r\n", "\n").replace("\n", end);
        assertThat(Sheets.compiled(other.getBytes(StandardCharsets.UTF_8), Format.CSV)
                        .drl())
                .isEqualTo(Sheets.compiled(text.getBytes(StandardCharsets.UTF_8), Format.CSV)
                        .drl());
    }

    @Test
    void quotesInsideOfABareCellAreText() {
        byte[] table = """
                RuleSet,a.b
                RuleTable T
                CONDITION,ACTION
                Flight,
                origin == "$param",insert("x");
                ,
                HNL,x
                """.getBytes(StandardCharsets.UTF_8);
        assertThat(Sheets.compiled(table, Format.CSV).drl()).contains("Flight(origin == \"HNL\")");
    }

    private static PackageDescr parse(String drl) throws DroolsParserException {
        DrlParser parser = new DrlParser();
        PackageDescr parsed = parser.parse(false, drl);
        assertThat(parser.getErrors()).as(drl).isEmpty();
        return parsed;
    }

    static CellPlace at(TableResult.Compiled compiled, String token) {
        int index = compiled.drl().indexOf(token);
        assertThat(index).as(token).isNotNegative();
        String before = compiled.drl().substring(0, index);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return compiled.cells().place(line, index - before.lastIndexOf('\n'));
    }
}
