package dev.understudy.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What Linux knows of a process, from {@code /proc}; nothing on other systems. */
public final class ProcessFigures {
    /** Linux reports times in these units to programs, whatever its own clock. */
    private static final double TICKS_PER_SECOND = 100;

    /** Fields of {@code stat} after the command, counted from 0: see proc(5), where they are 14 and 15. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;

    private ProcessFigures() {}

    /** User and system time of all threads so far, in seconds. */
    public static OptionalDouble cpuSeconds(long pid) {
        try {
            return OptionalDouble.of(cpuSeconds(Files.readString(Path.of("/proc/" + pid + "/stat"))));
        } catch (IOException | IllegalArgumentException e) {
            return OptionalDouble.empty();
        }
    }

    /** The same, from the text of {@code stat}. The command may hold blanks and brackets: the last bracket ends it. */
    static double cpuSeconds(String stat) {
        int command = stat.lastIndexOf(')');
        if (command < 0) {
            throw new IllegalArgumentException("This is no line of /proc/<pid>/stat.");
        }
        String[] fields = stat.substring(command + 1).strip().split(" ", -1);
        if (fields.length <= SYSTEM_TIME) {
            throw new IllegalArgumentException("This is no line of /proc/<pid>/stat.");
        }
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
    }

    /** Memory in RAM in bytes, now ({@code VmRSS}) or at its highest ({@code VmHWM}). */
    public static OptionalLong memory(long pid, String field) {
        return find(Path.of("/proc/" + pid + "/status"), field);
    }

    /** The process's share of the memory it holds, in bytes: what several hold counts for each in part. */
    public static OptionalLong share(long pid) {
        return find(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss");
    }

    private static OptionalLong find(Path file, String field) {
        try (Stream<String> lines = Files.lines(file)) {
            return field(lines, field);
        } catch (IOException | IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    /** The bytes of a line {@code Field:   123 kB}. */
    static OptionalLong field(Stream<String> lines, String field) {
        return lines.filter(line -> line.startsWith(field + ":") && line.endsWith(" kB"))
                .mapToLong(line -> Long.parseLong(line.substring(field.length() + 1, line.length() - 3)
                                .strip())
                        * 1024)
                .findFirst();
    }
}
