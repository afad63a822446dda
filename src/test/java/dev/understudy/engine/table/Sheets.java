package dev.understudy.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.Diagnostic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Decision tables for tests, as CSV and as xlsx. */
final class Sheets {
    static final String CSV = "flight-compensation/amounts.drl.csv";
    static final String XLSX = "flight-compensation/amounts.drl.xlsx";

    /** Amounts by distance and delay, with names in one row and none in another. */
    static final String[][] AMOUNTS = {
        {"RuleSet", "flights.amounts"},
        {"Import", "java.math.BigDecimal, java.util.List"},
        {"Declare", "declare Limit\n  miles : int\nend"},
        {"Functions", "function int twice(int n) {\n  return 2 * n;\n}"},
        {},
        {"", "RuleTable Amounts"},
        {"", "NAME", "PRIORITY", "CONDITION", "CONDITION", "ACTION"},
        {"", "", "", "$f: Flight", "$f: Flight"},
        {"", "", "", "distance <= $param", "delay >= $1 && delay < $2", "insert(new Compensation($param));"},
        {"", "Rule", "Priority", "Up to", "Between", "Amount"},
        {"", "Short haul", "10", "1500", "180, 600", "250"},
        {"", "", "20", "3500", "180, 700", "400"},
        {"", "Long haul", "", "9999", "240, 800", "600"},
    };

    private Sheets() {}

    /** AMOUNTS with one cell changed. */
    static String[][] amountsWith(String reference, String text) {
        String[][] rows = Arrays.stream(AMOUNTS).map(String[]::clone).toArray(String[][]::new);
        int row = Integer.parseInt(reference.substring(1)) - 1;
        int column = reference.charAt(0) - 'A';
        if (rows[row].length <= column) {
            String[] wider = Arrays.copyOf(rows[row], column + 1);
            Arrays.fill(wider, rows[row].length, column + 1, "");
            rows[row] = wider;
        }
        rows[row][column] = text;
        return rows;
    }

    static byte[] csv(String[][] rows) {
        String text = Arrays.stream(rows)
                .map(row -> Arrays.stream(row).map(Sheets::quoted).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String cell) {
        String text = cell.startsWith("$f:") ? cell + "..." : cell;
        return text.matches("[A-Za-z0-9 ]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    static byte[] xlsx(String[][] rows) {
        return xlsx(rows, sheet -> {});
    }

    static byte[] xlsx(String[][] rows, Consumer<XSSFSheet> change) {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            XSSFSheet sheet = workbook.createSheet("Sheet1");
            for (int r = 0; r < rows.length; r++) {
                Row row = sheet.createRow(r);
                for (int c = 0; c < rows[r].length; c++) {
                    fill(row.createCell(c), rows[r][c]);
                }
                mergePatterns(sheet, r, rows[r]);
            }
            change.accept(sheet);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Cell cell, String text) {
        if (text.matches("[0-9]{1,8}")) {
            cell.setCellValue(Double.parseDouble(text));
        } else {
            cell.setCellValue(text);
        }
    }

    private static void mergePatterns(XSSFSheet sheet, int r, String[] row) {
        int first = Arrays.asList(row).indexOf("$f: Flight");
        int last = Arrays.asList(row).lastIndexOf("$f: Flight");
        if (first >= 0 && last > first) {
            sheet.addMergedRegion(new CellRangeAddress(r, r, first, last));
        }
    }

    /** A zip with these parts: names and texts by turns. */
    static byte[] zip(String... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < parts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(parts[i]));
                zip.write(parts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static TableResult.Compiled compiled(byte[] content, Format format) {
        TableResult result = new DecisionTableCompiler().compile(path(format), content, format);
        assertThat(result).isInstanceOf(TableResult.Compiled.class);
        return (TableResult.Compiled) result;
    }

    static List<String> faults(byte[] content, Format format) {
        return switch (new DecisionTableCompiler().compile(path(format), content, format)) {
            case TableResult.Compiled compiled -> List.of();
            case TableResult.Faulty faulty ->
                faulty.diagnostics().stream().map(Diagnostic::text).toList();
        };
    }

    static String path(Format format) {
        return format == Format.CSV ? CSV : XLSX;
    }

    static byte[] bytes(String[][] rows, Format format) {
        return format == Format.CSV ? csv(rows) : xlsx(rows);
    }
}
