package dev.understudy.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from an archive on the class path. They lie in the data folder and not in the
 * temporary one, where other users could plant theirs, and where clean-up takes files away from a running server.
 */
final class PostgresBinaries {
    private static final int OWNER_MAY_EXECUTE = 0100;

    private PostgresBinaries() {}

    /**
     * Unpacks the programs for this machine, unless they are there.
     *
     * @param parent where each version gets a folder of its own
     * @return the folder that holds {@code bin}, {@code lib} and {@code share}
     */
    static Path unpackInto(Path parent) throws IOException {
        URL archive = archive();
        if (archive == null) {
            throw new IOException("there is none for " + system() + " on " + architecture() + " in this build");
        }
        URLConnection connection = archive.openConnection();
        // Reading 15 MB for a hash would cost more than the rest of a start; no two releases have the same size.
        Path home = parent.resolve("postgres-" + connection.getContentLengthLong());
        if (!Files.isDirectory(home)) {
            Files.createDirectories(parent);
            Path fresh = Files.createTempDirectory(parent, "unpacking");
            try (InputStream packed = connection.getInputStream()) {
                unpack(packed, fresh);
                moveInPlace(fresh, home);
            } finally {
                delete(fresh);
            }
        }
        return home;
    }

    private static @Nullable URL archive() {
        boolean musl = Files.exists(Path.of("/etc/alpine-release"));
        String name = "postgres-" + system() + "-" + architecture() + (musl ? "-alpine_linux" : "") + ".txz";
        return PostgresBinaries.class.getClassLoader().getResource(name);
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> name;
        };
    }

    private static void unpack(InputStream packed, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("the archive holds a file outside itself");
                }
                Path parent = file.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                write(tar, entry, file);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            try (OutputStream out = Files.newOutputStream(file)) {
                tar.transferTo(out);
            }
            boolean program = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void moveInPlace(Path fresh, Path home) throws IOException {
        try {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, home);
        } catch (IOException e) {
            // Another process may have been faster; then its copy is as good.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
