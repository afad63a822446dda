package dev.understudy.engine.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The parts of an xlsx file, unpacked within limits. It is read here and not by a library, since what is unpacked is
 * then bounded by counting, whatever the archive says about itself.
 */
final class XlsxArchive {
    private static final long OLE2 = 0xD0CF11E0A1B11AE1L;

    private final Map<String, byte[]> parts;

    private XlsxArchive(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    /** Empty when {@code faults} has got an error. */
    static Optional<XlsxArchive> unpack(byte[] content, TableFaults faults) {
        if (startsWithOle2(content)) {
            faults.file("The workbook is encrypted or in the old .xls format. Save it as .xlsx without a password.");
            return Optional.empty();
        }
        try {
            XlsxArchive archive = new XlsxArchive(unpack(content));
            archive.fault().ifPresent(faults::file);
            return faults.isEmpty() ? Optional.of(archive) : Optional.empty();
        } catch (TooLarge e) {
            faults.file("The workbook unpacks to more than " + (Limits.MOST_UNPACKED >> 20)
                    + " MiB or has too many parts. Split it, and delete what is no table.");
        } catch (IOException | IllegalArgumentException e) {
            faults.file("The file is no xlsx workbook, or it is damaged. Save it anew as .xlsx.");
        }
        return Optional.empty();
    }

    private static boolean startsWithOle2(byte[] content) {
        long magic = 0;
        for (int i = 0; i < Math.min(Long.BYTES, content.length); i++) {
            magic = magic << 8 | (content[i] & 0xff);
        }
        return magic == OLE2;
    }

    private static Map<String, byte[]> unpack(byte[] content) throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        long left = Limits.MOST_UNPACKED;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] part = read(zip, left);
                left -= part.length;
                if (parts.put(name(entry), isRead(name(entry)) ? part : new byte[0]) != null) {
                    throw new IOException("two parts of one name");
                }
                if (parts.size() > Limits.MOST_PARTS) {
                    throw new TooLarge();
                }
            }
        }
        return parts;
    }

    private static String name(ZipEntry entry) {
        String name = entry.getName().replace('\\', '/');
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static boolean isRead(String name) {
        return name.endsWith(".xml") || name.endsWith(".rels");
    }

    private static byte[] read(InputStream in, long most) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            if (out.size() > most) {
                throw new TooLarge();
            }
        }
        return out.toByteArray();
    }

    private Optional<String> fault() {
        boolean macros = parts.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.endsWith("vbaproject.bin") || name.contains("/macrosheets/"));
        if (macros) {
            return Optional.of("The workbook carries macros. Save it as .xlsx, without them.");
        }
        return parts.containsKey("[Content_Types].xml")
                ? Optional.empty()
                : Optional.of("The file is no xlsx workbook, or it is damaged. Save it anew as .xlsx.");
    }

    /** A part by its name, {@code xl/workbook.xml}. */
    Optional<byte[]> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
