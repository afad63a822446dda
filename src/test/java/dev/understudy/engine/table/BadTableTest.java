package dev.understudy.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadTableTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A1 | Title | A1 | The sheet 'Sheet1' has no RuleSet row. Write RuleSet in A1 and the package in B1.",
                "B1 | 1st.try | B1 | RuleSet '1st.try' is no name of a package; write one such as flights.amounts.",
                "B1 | a.b; import x | B1 | RuleSet 'a.b; import x' is no name of a package; write one such as flights.amounts.",
                "B1 | `` | A1 | RuleSet '' is no name of a package; write one such as flights.amounts.",
                "A2 | RuleSet | A2 | There is a second RuleSet row. Remove one of them.",
                "A2 | Improt | A2 | unknown keyword 'Improt'; did you mean 'Import'?",
                "A2 | Imports | A2 | unknown keyword 'Imports'; did you mean 'Import'?",
                "A2 | Import: | A2 | unknown keyword 'Import:'; did you mean 'Import'?",
                "A2 | rule table X | A2 | unknown keyword 'rule table X'; did you mean 'RuleTable'?",
                "B7 | Number | B7 | unknown column header 'Number'; it has to be CONDITION, ACTION, NAME, DESCRIPTION or an attribute such as PRIORITY.",
                "D7 | CONDTION | D7 | unknown column header 'CONDTION'; did you mean 'CONDITION'?",
                "F7 | Amount | F7 | unknown column header 'Amount'; it has to be CONDITION, ACTION, NAME, DESCRIPTION or an attribute such as PRIORITY.",
                "G8 | Flight | G8 | This column has no header. Write CONDITION, ACTION or an attribute in G7, or empty the cell.",
                "G11 | 5 | G11 | This column has no header. Write CONDITION, ACTION or an attribute in G7, or empty the cell.",
                "C7 | NAME | C7 | A table has one column NAME; another is B7.",
                "D8 | delay > $param | D8 | Code stands in the row for types. Move it down by one row.",
                "B9 | name | B9 | A column NAME takes no code. Empty this cell.",
                "F9 | `` | F9 | This ACTION column has values and no code. Write the code here, with $param where the value goes.",
                "D9 | `` | D9 | This CONDITION column has values and no code. Write the code here, with $param where the value goes.",
                "C11 | high | C11 | PRIORITY has to be a whole number, 10 say, or an expression in brackets.",
                "C11 | 1.5 | C11 | PRIORITY has to be a whole number, 10 say, or an expression in brackets.",
                "B13 | Short haul | B13 | There is another rule 'Short haul', in B11. Give each its own name.",
                "B13 | Amounts_12 | B13 | There is another rule 'Amounts_12', in C12. Give each its own name.",
                "B11 | a\\nb | B11 | A rule's name is one line of text.",
                "A12 | Functions | A12 | A keyword beside a rule table is not read. Move this row above the table.",
            })
    void aBadCellIsNamedWithItsSheetAndReference(String cell, String text, String at, String message) {
        String[][] rows = Sheets.amountsWith(cell, text.replace("\\n", "\n"));
        int row = Integer.parseInt(at.substring(1));
        int column = at.charAt(0) - 'A' + 1;
        assertThat(Sheets.faults(Sheets.xlsx(rows), Format.XLSX))
                .contains(Sheets.XLSX + "!Sheet1!" + at + ":" + row + ":" + column + " " + message);
        assertThat(Sheets.faults(Sheets.csv(rows), Format.CSV))
                .anyMatch(each -> each.startsWith(Sheets.CSV + ":") && each.endsWith(message.replace("Sheet1", "csv")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO-LOOP | maybe | NO-LOOP has to be true or false.",
                "DURATION | soon | DURATION has to be a whole number of milliseconds.",
                "DESCRIPTION | a */ b | A description can't hold '*/'.",
                "AGENDA-GROUP | a\\nb | AGENDA-GROUP is one line of text.",
            })
    void aBadAttributeIsTold(String header, String text, String message) {
        String[][] rows = Sheets.amountsWith("G7", header);
        rows[10] = Arrays.copyOf(rows[10], 7);
        rows[10][6] = text.replace("\\n", "\n");
        assertThat(Sheets.faults(Sheets.xlsx(rows), Format.XLSX))
                .containsExactly(Sheets.XLSX + "!Sheet1!G11:11:7 " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SequentialMaxPriority | many | SequentialMaxPriority has to be a whole number, 10 say.",
                "PRIORITY | high | PRIORITY has to be a whole number, 10 say.",
                "Variables | List | Variables are written as 'type name', with commas between them: java.util.List results.",
            })
    void aBadValueOfAKeywordIsTold(String keyword, String value, String message) {
        String[][] rows = Sheets.amountsWith("A2", keyword);
        rows[1][1] = value;
        assertThat(Sheets.faults(Sheets.xlsx(rows), Format.XLSX))
                .containsExactly(Sheets.XLSX + "!Sheet1!B2:2:2 " + message);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void allBadCellsAreToldAtOnce(Format format) {
        String[][] rows = Sheets.amountsWith("C11", "high");
        rows[1][0] = "Improt";
        rows[0][1] = "a-b";
        rows[12][1] = "Short haul";
        assertThat(Sheets.faults(Sheets.bytes(rows, format), format)).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void rulesBelowAnEmptyRowAreNotLostInSilence(Format format) {
        String[][] rows = Arrays.copyOf(Sheets.AMOUNTS, 15);
        rows[13] = new String[] {};
        rows[14] = new String[] {"", "Lost", "5", "1", "2, 3", "4"};
        assertThat(Sheets.faults(Sheets.bytes(rows, format), format))
                .singleElement()
                .asString()
                .endsWith(
                        "This row stands below an empty row, so it is no rule of the table 'Amounts'. Delete the empty"
                                + " row above it.");
    }

    @Test
    void aNoteBelowATableIsNoFault() {
        String[][] rows = Arrays.copyOf(Sheets.AMOUNTS, 16);
        rows[13] = new String[] {};
        rows[14] = new String[] {"", "Source: article 7"};
        rows[15] = new String[] {"Author", "somebody"};
        assertThat(Sheets.faults(Sheets.csv(rows), Format.CSV)).isEmpty();
    }

    @Test
    void aTableWithoutRulesOrWithAnEmptyFirstRowIsTold() {
        String[][] heads = Arrays.copyOf(Sheets.AMOUNTS, 10);
        String message = "The first rule of the table 'Amounts' belongs in this row, below the labels; it is empty.";
        assertThat(Sheets.faults(Sheets.xlsx(heads), Format.XLSX))
                .containsExactly(Sheets.XLSX + "!Sheet1!B11:11:2 " + message);
        String[][] gap = Arrays.copyOf(Sheets.AMOUNTS, 12);
        gap[10] = new String[] {};
        assertThat(Sheets.faults(Sheets.xlsx(gap), Format.XLSX)).contains(Sheets.XLSX + "!Sheet1!B11:11:2 " + message);
    }

    @Test
    void aTableWithoutColumnsIsTold() {
        byte[] table = Sheets.xlsx(new String[][] {{"RuleSet", "a.b"}, {"RuleTable T"}});
        assertThat(Sheets.faults(table, Format.XLSX))
                .containsExactly(Sheets.XLSX
                        + "!Sheet1!A3:3:1 The table 'T' has no columns. Write CONDITION and ACTION in this row.");
    }

    @Test
    void aTypeMergedAcrossConditionsAndActionsIsTold() {
        String[][] rows = Sheets.amountsWith("E7", "ACTION");
        assertThat(Sheets.faults(Sheets.xlsx(rows), Format.XLSX))
                .containsExactly(Sheets.XLSX + "!Sheet1!E7:7:5 The cell below is merged across columns of different"
                        + " kinds. Merge conditions with conditions only.");
    }

    @Test
    void aFewCellsThatAskForTooMuchTextAreTold() {
        String[][] rows = Arrays.copyOf(Sheets.AMOUNTS, 513);
        rows[8] = new String[] {"", "", "", "distance", "delay", "f(" + "$param".repeat(600) + ");"};
        for (int i = 10; i < rows.length; i++) {
            rows[i] = new String[] {"", "", "", "1", "1", "x".repeat(1_000)};
        }
        assertThat(Sheets.faults(Sheets.csv(rows), Format.CSV))
                .singleElement()
                .asString()
                .endsWith("The rules of this sheet would be more than 16 MiB of text. Split it.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "f($1, $2) | $1$1$1, $2 | A value for $1, $2 and so on can't hold such a parameter itself.",
                "forall(,){$} | forall(,){$}, a | A value for forall(…) can't hold 'forall(' itself.",
            })
    void aValueThatWouldGrowInItselfIsTold(String code, String value, String message) {
        String[][] rows = Sheets.amountsWith("F11", value);
        rows[8][5] = code;
        assertThat(Sheets.faults(Sheets.xlsx(rows), Format.XLSX))
                .containsExactly(Sheets.XLSX + "!Sheet1!F11:11:6 " + message);
    }

    @Test
    void codeThatIsTooLongOrHasTooManyForallsIsTold() {
        assertThat(Sheets.faults(Sheets.csv(Sheets.amountsWith("F9", "x".repeat(4_001))), Format.CSV))
                .singleElement()
                .asString()
                .contains("4,000 characters");
        assertThat(Sheets.faults(Sheets.csv(Sheets.amountsWith("F9", "forall(".repeat(21))), Format.CSV))
                .singleElement()
                .asString()
                .contains("at most 20 forall");
    }

    @Nested
    class Csv {
        @Test
        void anEmptyFileIsToldWhatItLacks() {
            assertThat(Sheets.faults(new byte[0], Format.CSV))
                    .containsExactly(
                            Sheets.CSV + ":1:1 The sheet 'csv' has no RuleSet row. Write RuleSet in A1 and the package"
                                    + " in B1.",
                            Sheets.CSV + ":1:1 The sheet 'csv' has no cell 'RuleTable <name>', so it holds no rules.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"RuleSet;a.b\nRuleTable T;\n", "RuleSet\ta.b\nRuleTable T\t\n"})
        void anotherSeparatorIsTold(String text) {
            assertThat(faults(text)).hasSize(1).first().asString().contains("with commas");
        }

        @Test
        void aQuoteThatIsNeverClosedIsToldWhereItOpens() {
            assertThat(faults("RuleSet,a.b\nImport,\"x\ny\n"))
                    .containsExactly(Sheets.CSV
                            + ":2:8 The quote that opens here is never closed. Close it; a quote inside is doubled.");
        }

        @Test
        void textBehindAQuotedCellIsTold() {
            assertThat(faults("RuleSet,\"a\" b\n"))
                    .containsExactly(Sheets.CSV + ":1:12 Text follows the closing quote of this cell. Double a quote"
                            + " that is part of the text: \"\".");
        }

        @Test
        void bytesThatAreNotUtf8AreTold() {
            byte[] latin = "RuleSet,a.b\nTitle,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
            assertThat(Sheets.faults(latin, Format.CSV))
                    .containsExactly(Sheets.CSV
                            + ":2:10 This byte is not UTF-8. Save the file as 'CSV UTF-8 (comma delimited)'.");
        }

        @Test
        void tooManyRowsOrTooLongACellAreTold() {
            assertThat(faults("x\n".repeat(20_001))).singleElement().asString().contains("at most 20,000 rows");
            assertThat(faults("x".repeat(32_768))).singleElement().asString().contains("at most 32767 characters");
            assertThat(Sheets.faults(new byte[(10 << 20) + 1], Format.CSV))
                    .containsExactly(Sheets.CSV + ":1:1 The file has more than 10 MiB. Split it.");
        }

        @Test
        void aFaultIsToldAtTheLineAndCharacterOfItsCell() {
            String table = "RuleSet,a.b\nFunctions,\"one\ntwo\"\nRuleTable T\nCONDITION,\"Amount\"\n";
            assertThat(faults(table)).anyMatch(each -> each.startsWith(Sheets.CSV + ":5:12 unknown column header"));
        }

        @Test
        void noTextMakesTheCompilerThrow() {
            Random random = new Random(5);
            List<String> words = List.of(
                    ",",
                    "\n",
                    "\"",
                    "RuleSet",
                    "RuleTable T",
                    "CONDITION",
                    "ACTION",
                    "a.b",
                    "$param",
                    "...",
                    "x",
                    "NAME",
                    "forall(,){$}",
                    " ",
                    "$1",
                    "PRIORITY",
                    "Sequential",
                    "true",
                    "Functions",
                    "5");
            for (int round = 0; round < 2_000; round++) {
                StringBuilder text = new StringBuilder(random.nextBoolean() ? "RuleSet,a.b\nRuleTable T\n" : "");
                for (int i = random.nextInt(60); i >= 0; i--) {
                    text.append(words.get(random.nextInt(words.size())));
                    text.append(random.nextInt(3) == 0 ? "," : "");
                }
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                assertThat(new DecisionTableCompiler().compile(Sheets.CSV, bytes, Format.CSV))
                        .as(text.toString())
                        .isNotNull();
            }
        }

        private List<String> faults(String text) {
            return Sheets.faults(text.getBytes(StandardCharsets.UTF_8), Format.CSV);
        }
    }
}
