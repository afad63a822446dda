package dev.understudy.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders of tests that outlive one test method, where JUnit's {@code @TempDir} does not reach. */
public final class TestFolders {
    private TestFolders() {}

    /** A new folder among the temporary ones. */
    public static Path create(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Lets every PostgreSQL of the test run use the same unpacked programs, which takes a second off each.
     *
     * @return where they are; a child process finds them with the system property of the same name
     */
    public static Path sharePostgresBinaries() {
        Path shared = Path.of("target", "postgres-binaries").toAbsolutePath();
        System.setProperty("understudy.postgres-binaries", shared.toString());
        return shared;
    }
}
