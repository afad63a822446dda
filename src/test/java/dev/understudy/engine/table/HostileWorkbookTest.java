package dev.understudy.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;

class HostileWorkbookTest {
    private static final String NO_WORKBOOK =
            Sheets.XLSX + ":1:1 The file is no xlsx workbook, or it is damaged. Save it anew as .xlsx.";
    private static final String DAMAGED = Sheets.XLSX
            + ":1:1 The workbook is damaged, or uses XML that a workbook has no need of. Save it anew as .xlsx.";
    private static final byte[] GOOD = Sheets.xlsx(Sheets.AMOUNTS);

    @Test
    void whatIsNoZipIsTold() {
        assertThat(faults(new byte[0])).containsExactly(NO_WORKBOOK);
        assertThat(faults("RuleSet,a.b\n".getBytes(StandardCharsets.UTF_8))).containsExactly(NO_WORKBOOK);
        assertThat(faults(Sheets.zip("a.txt", "b"))).containsExactly(NO_WORKBOOK);
    }

    @Test
    void anEncryptedWorkbookIsTold() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.standard).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var stream = encryptor.getDataStream(files)) {
                stream.write(GOOD);
            }
            files.writeFilesystem(out);
        }
        assertThat(faults(out.toByteArray()))
                .containsExactly(
                        Sheets.XLSX
                                + ":1:1 The workbook is encrypted or in the old .xls format. Save it as .xlsx without a password.");
    }

    @Test
    void theOldFormatIsTold() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            workbook.createSheet();
            workbook.write(out);
        }
        assertThat(faults(out.toByteArray())).singleElement().asString().contains("old .xls format");
    }

    @Test
    void aWorkbookThatWasCutOffIsTold() {
        for (int length = 10; length < GOOD.length - 2_000; length += GOOD.length / 20) {
            assertThat(faults(Arrays.copyOf(GOOD, length)))
                    .as("%s bytes", length)
                    .hasSize(1);
        }
    }

    @Test
    void flippedBytesNeverMakeTheCompilerThrow() {
        Random random = new Random(3);
        for (int round = 0; round < 150; round++) {
            byte[] bytes = GOOD.clone();
            for (int i = 0; i < 5; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertThat(new DecisionTableCompiler().compile(Sheets.XLSX, bytes, Format.XLSX))
                    .isNotNull();
        }
    }

    @Test
    void macrosAreTold() throws IOException {
        assertThat(faults(with("xl/vbaProject.bin", "macro")))
                .containsExactly(Sheets.XLSX + ":1:1 The workbook carries macros. Save it as .xlsx, without them.");
        assertThat(faults(with("xl/macrosheets/sheet1.xml", "<x/>")))
                .singleElement()
                .asString()
                .contains("macros");
    }

    @Test
    void aZipBombIsToldBeforeItUnpacks() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] blanks = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zip.write(blanks);
            }
        }
        assertThat(out.size()).isLessThan(1 << 20);
        assertThat(faults(out.toByteArray())).singleElement().asString().contains("unpacks to more than 64 MiB");
    }

    @Test
    void aZipOfTooManyPartsIsTold() {
        String[] parts = new String[4_000];
        for (int i = 0; i < parts.length; i += 2) {
            parts[i] = "part" + i;
            parts[i + 1] = "";
        }
        assertThat(faults(Sheets.zip(parts))).singleElement().asString().contains("too many parts");
    }

    @Test
    void externalEntitiesAndDoctypesAreTold() throws IOException {
        String xxe = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                + "<sst><si><t>&e;</t></si></sst>";
        assertThat(faults(with("xl/sharedStrings.xml", xxe))).containsExactly(DAMAGED);
        String laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><worksheet>&b;</worksheet>";
        assertThat(faults(with("xl/worksheets/sheet1.xml", laughs))).containsExactly(DAMAGED);
    }

    @Test
    void xmlThatIsNoneIsTold() throws IOException {
        for (String part : List.of("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "_rels/.rels")) {
            assertThat(faults(with(part, "<a><b></a>"))).as(part).containsExactly(DAMAGED);
        }
    }

    @Test
    void cellsThatAreNowhereAndTextsThatAreMissingAreTold() throws IOException {
        String head = "<worksheet><sheetData><row r=\"1\">";
        String tail = "</row></sheetData></worksheet>";
        assertThat(faults(with("xl/worksheets/sheet1.xml", head + "<c r=\"ZZZZ1\"><v>1</v></c>" + tail)))
                .containsExactly(DAMAGED);
        assertThat(faults(with("xl/worksheets/sheet1.xml", head + "<c r=\"A0\"><v>1</v></c>" + tail)))
                .containsExactly(DAMAGED);
        assertThat(faults(with("xl/worksheets/sheet1.xml", head + "<c r=\"B1\" t=\"s\"><v>99999</v></c>" + tail)))
                .containsExactly(Sheets.XLSX
                        + "!Sheet1!B1:1:2 The workbook is damaged: this cell's text is missing. Write it anew.");
        assertThat(faults(with("xl/worksheets/sheet1.xml", head + "<c r=\"B1\"><v>one</v></c>" + tail)))
                .containsExactly(Sheets.XLSX
                        + "!Sheet1!B1:1:2 The workbook is damaged: this cell's value can't be read. Write it anew.");
    }

    @Test
    void aWorkbookWithoutAWorksheetIsTold() throws IOException {
        assertThat(faults(with("xl/workbook.xml", "<workbook><sheets/></workbook>")))
                .containsExactly(Sheets.XLSX + ":1:1 The workbook has no worksheet.");
    }

    @Test
    void aFileThatIsTooLargeIsTold() {
        assertThat(faults(new byte[(10 << 20) + 1]))
                .containsExactly(Sheets.XLSX + ":1:1 The file has more than 10 MiB. Split it.");
    }

    private static List<String> faults(byte[] content) {
        return Sheets.faults(content, Format.XLSX);
    }

    /** A good workbook with one part put in the place of its own. */
    private static byte[] with(String name, String part) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(GOOD));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.getName().equals(name)) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(zip);
                }
            }
            zip.putNextEntry(new ZipEntry(name));
            zip.write(part.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
