package dev.understudy.thread;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Places where tests end the process as a kill would, to see what the next start makes of it. A service whose JVM was
 * not told a file at its start can't be ended by this.
 */
public final class CutOff {
    /** How a process ends that was killed. */
    private static final int KILLED = 137;

    /** The file holds the name of the step to end at; tests write it when they like. */
    private static final @Nullable String FILE = System.getProperty("dev.understudy.cut-off-file");

    private CutOff() {}

    /** Ends the process when a test wants that; else does nothing. */
    public static void at(Enum<?> step) {
        if (FILE != null && step.name().equals(wanted(Path.of(FILE)))) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private static String wanted(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
