package dev.understudy.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code understudy audit verify FILE [--heads FILE]}: needs neither the service nor its database. */
public final class AuditCommand {
    private static final String USAGE = """
            Usage: understudy audit verify FILE [--heads FILE]
              FILE     an export: GET /api/v1/audit?format=ndjson
              --heads  what was anchored: git fetch origin refs/understudy/audit && git show FETCH_HEAD:heads
            There is also: understudy audit assignment, which says how it is called.""";

    private static final Pattern ANCHOR = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})( .*)?");
    private static final int FAULTY = 1;
    private static final int UNCLEAR = 2;

    private AuditCommand() {}

    /** Runs it; gives the exit status: 0 when nothing is wrong, 1 when something is, 2 when it is called wrongly. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        boolean plain = arguments.size() == 2;
        boolean anchored = arguments.size() == 4 && arguments.get(2).equals("--heads");
        if (!plain && !anchored || !arguments.getFirst().equals("verify")) {
            err.println(USAGE);
            return UNCLEAR;
        }
        String name = arguments.get(1);
        try {
            Map<Long, String> heads = anchored ? heads(arguments.get(3)) : Map.of();
            return verify(name, heads, out, err);
        } catch (NoSuchFileException e) {
            err.println("There is no file " + e.getFile() + ".");
            return UNCLEAR;
        } catch (IOException | InvalidPathException e) {
            err.println(name + " can't be read: " + e.getMessage());
            return UNCLEAR;
        }
    }

    private static int verify(String name, Map<Long, String> heads, PrintStream out, PrintStream err)
            throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            AuditVerifier.Result result = new AuditVerifier(in, heads).verify();
            if (result.fault() != null) {
                err.println(name + " was tampered with, or is no whole export. " + result.fault() + ".");
                return FAULTY;
            }
            if (result.records() == 0) {
                out.println(name + " has no records.");
                return 0;
            }
            out.printf(
                    "%d records, %d to %d, each follows on the one before.%nHead: %d %s%n",
                    result.records(), result.first(), result.last(), result.last(), result.head());
            out.println(
                    heads.isEmpty()
                            ? "What was cut off behind it, only an anchored head tells: see --heads."
                            : result.anchors() + " of " + heads.size()
                                    + " anchored heads are in it, and are the same.");
            return 0;
        }
    }

    private static Map<Long, String> heads(String name) throws IOException {
        Map<Long, String> heads = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(Path.of(name))) {
            number++;
            Matcher anchor = ANCHOR.matcher(line);
            if (!anchor.matches()) {
                throw new IOException(name + ", line " + number + ", is no '<number> <hash> <moment>'.");
            }
            heads.put(Long.parseLong(anchor.group(1)), anchor.group(2));
        }
        return heads;
    }
}
