package dev.understudy.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the cells of a workbook become; the cell tried is the amount, F11. */
class WorkbookTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "250 | General | 250",
                "250.5 | General | 250.5",
                "0.1 | General | 0.1",
                "0.00001 | General | 0.00001",
                "1500000 | #,##0 | 1500000",
                "1500 | #,##0.00 | 1500",
                "250 | 0.00 | 250.00",
                "501 | 00000 | 00501",
                "1 | 0% | 1",
                "0.05 | 0% | 0.05",
                "250 | [$EUR] 0 | 250",
                "12345678901234 | General | 12345678901234",
                "-3 | General | -3",
                "0 | General | 0",
            })
    void aNumberIsItsDigits(double value, String format, String expected) {
        assertThat(amount(cell -> {
                    cell.setCellValue(value);
                    style(cell, format);
                }))
                .isEqualTo(expected);
    }

    @Test
    void aDateIsWrittenAsDroolsReadsIt() {
        assertThat(amount(cell -> {
                    cell.setCellValue(LocalDate.of(2001, 3, 7));
                    style(cell, "yyyy-mm-dd");
                }))
                .isEqualTo("\"07-Mar-2001\"");
    }

    @Test
    void aBooleanIsTrueOrFalse() {
        assertThat(amount(cell -> cell.setCellValue(true))).isEqualTo("true");
    }

    @Test
    void aFormulaIsTheValueThatWasSavedWithIt() {
        assertThat(amount(cell -> {
                    cell.setCellFormula("D11/6");
                    cell.getSheet()
                            .getWorkbook()
                            .getCreationHelper()
                            .createFormulaEvaluator()
                            .evaluateAll();
                }))
                .isEqualTo("250");
        assertThat(amount(cell -> {
                    cell.setCellFormula("CONCATENATE(\"a\",\"b\")");
                    cell.getSheet()
                            .getWorkbook()
                            .getCreationHelper()
                            .createFormulaEvaluator()
                            .evaluateAll();
                }))
                .isEqualTo("ab");
    }

    @Test
    void richTextIsItsText() {
        assertThat(amount(cell -> {
                    var text = cell.getSheet().getWorkbook().getCreationHelper().createRichTextString("12 50");
                    text.applyFont(0, 2, cell.getSheet().getWorkbook().createFont());
                    cell.setCellValue(text);
                }))
                .isEqualTo("12 50");
    }

    @Test
    void cellsMergedDownwardsAllHaveTheirValue() {
        byte[] table = Sheets.xlsx(Sheets.AMOUNTS, sheet -> sheet.addMergedRegion(new CellRangeAddress(10, 12, 5, 5)));
        assertThat(Sheets.compiled(table, Format.XLSX).drl().split("new Compensation\\(250\\)", -1))
                .hasSize(4);
    }

    @Test
    void withoutNumericValuesACellIsWhatIsShown() {
        String[][] rows = Sheets.amountsWith("A5", "NumericDisabled");
        rows[4] = new String[] {"NumericDisabled", "true"};
        byte[] table = Sheets.xlsx(rows, sheet -> {
            XSSFCell cell = sheet.getRow(10).getCell(5);
            cell.setCellValue(1.1);
            style(cell, "0.00");
        });
        assertThat(Sheets.compiled(table, Format.XLSX).drl()).contains("new Compensation(1.10)");
    }

    @Test
    void sheetsWithListsBesideTheTableAreNoFault() {
        byte[] table = Sheets.xlsx(
                Sheets.AMOUNTS,
                sheet -> sheet.getWorkbook()
                        .createSheet("Lists")
                        .createRow(0)
                        .createCell(0)
                        .setCellValue("HNL"));
        assertThat(Sheets.faults(table, Format.XLSX)).isEmpty();
    }

    @Nested
    class Faults {
        @Test
        void aFormulaWithAnErrorIsTold() {
            assertThat(faults(cell -> {
                        cell.setCellFormula("#REF!*2");
                        cell.setCellErrorValue(FormulaError.REF);
                    }))
                    .containsExactly(
                            at("F11") + "This formula gives the error #REF!. Correct it, and save the workbook.");
            assertThat(faults(cell -> cell.setCellErrorValue(FormulaError.NA)))
                    .containsExactly(at("F11") + "This cell gives the error #N/A. Correct it, and save the workbook.");
        }

        @Test
        void aFormulaThatWasNeverCalculatedIsTold() {
            assertThat(faults(cell -> {
                        cell.setCellFormula("D11/6");
                        cell.getCTCell().unsetV();
                    }))
                    .containsExactly(at("F11")
                            + "This formula was saved without its value. Open the workbook, let it calculate, and save"
                            + " it.");
        }

        @Test
        void aDateWithATimeOfDayIsTold() {
            assertThat(faults(cell -> {
                        cell.setCellValue(LocalDateTime.of(2001, 3, 7, 12, 30));
                        style(cell, "yyyy-mm-dd hh:mm");
                    }))
                    .singleElement()
                    .asString()
                    .contains("time of day");
        }

        @Test
        void aTableOnASecondSheetIsTold() {
            byte[] table = Sheets.xlsx(
                    Sheets.AMOUNTS,
                    sheet -> sheet.getWorkbook()
                            .createSheet("More")
                            .createRow(1)
                            .createCell(2)
                            .setCellValue("RuleTable Other"));
            assertThat(Sheets.faults(table, Format.XLSX))
                    .containsExactly(
                            Sheets.XLSX + "!More!C2:2:3 Only the first sheet, 'Sheet1', is read. Move this table"
                                    + " there, or to a file of its own.");
        }

        @Test
        void tooManyRowsAreTold() {
            byte[] table = Sheets.xlsx(
                    Sheets.AMOUNTS,
                    sheet -> sheet.createRow(20_000).createCell(0).setCellValue("far below"));
            assertThat(Sheets.faults(table, Format.XLSX))
                    .containsExactly(
                            Sheets.XLSX + ":1:1 A decision table has at most 20,000 rows and 500,000 cells. Split it.");
        }

        @Test
        void aMergeOfTheWholeSheetIsTold() {
            byte[] table = Sheets.xlsx(Sheets.AMOUNTS, sheet -> {
                sheet.createRow(19_000).createCell(0).setCellValue("far below");
                sheet.addMergedRegionUnsafe(new CellRangeAddress(30, 18_000, 0, 9_000));
                sheet.createRow(30).createCell(0).setCellValue("wide");
            });
            assertThat(Sheets.faults(table, Format.XLSX))
                    .singleElement()
                    .asString()
                    .contains("500,000 cells");
        }

        private List<String> faults(Consumer<XSSFCell> change) {
            return Sheets.faults(table(change), Format.XLSX);
        }

        private String at(String cell) {
            return Sheets.XLSX + "!Sheet1!" + cell + ":11:6 ";
        }
    }

    private static byte[] table(Consumer<XSSFCell> change) {
        Consumer<XSSFSheet> onSheet = sheet -> change.accept(sheet.getRow(10).getCell(5));
        return Sheets.xlsx(Sheets.AMOUNTS, onSheet);
    }

    private static String amount(Consumer<XSSFCell> change) {
        String drl = Sheets.compiled(table(change), Format.XLSX).drl();
        int start = drl.indexOf("new Compensation(") + "new Compensation(".length();
        return drl.substring(start, drl.indexOf("));", start));
    }

    private static void style(XSSFCell cell, String format) {
        CellStyle style = cell.getSheet().getWorkbook().createCellStyle();
        style.setDataFormat(cell.getSheet().getWorkbook().createDataFormat().getFormat(format));
        cell.setCellStyle(style);
    }
}
