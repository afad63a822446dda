package dev.understudy.gitrepo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.StoredConfig;
import org.jspecify.annotations.Nullable;

/**
 * The bare repository {@code rules.git} in the data folder, held by one process at a time. It is made under another
 * name and renamed when it is whole, so that a crash leaves either all of it or nothing.
 */
final class Store implements AutoCloseable {
    private static final String FOLDER = "rules.git";
    private static final String UNFINISHED = "rules.git.unfinished";
    private static final String SECTION = "understudy";
    private static final String KIND = "kind";

    /** What the repository is to this node. */
    enum Kind {
        /** The only truth: what is lost here is lost. */
        HOSTED,
        /** A copy of a remote: what the remote lacks is dropped here. */
        MIRROR
    }

    private final Repository git;
    private final Path folder;
    private final FileChannel lockFile;

    private Store(Repository git, Path folder, FileChannel lockFile) {
        this.git = git;
        this.folder = folder;
        this.lockFile = lockFile;
    }

    Repository git() {
        return git;
    }

    Path folder() {
        return folder;
    }

    /**
     * Opens the repository, or makes and seeds it.
     *
     * @throws IllegalStateException with a sentence for the operator
     */
    static Store open(Path data, Kind kind, SeedSource seed) {
        Path home = data.toAbsolutePath().normalize();
        Path folder = home.resolve(FOLDER);
        FileChannel lock = null;
        try {
            Files.createDirectories(home);
            lock = lock(home);
            GitSettings.install();
            if (!Files.exists(folder.resolve(Constants.HEAD))) {
                create(folder, kind, seed);
            }
            removeStaleLocks(folder);
            Repository git = repository(folder);
            requireKind(git, kind, folder);
            configure(git, kind);
            return new Store(git, folder, lock);
        } catch (IOException e) {
            close(lock);
            throw new IllegalStateException(
                    "The rules repository " + folder + " can't be opened (" + e + "). Check that the data folder can be"
                            + " written and the disk is not full, or set understudy.data to another folder.",
                    e);
        } catch (RuntimeException e) {
            close(lock);
            throw e;
        }
    }

    private static FileChannel lock(Path data) throws IOException {
        Path file = data.resolve(FOLDER + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This very process has it; the answer is the same.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IllegalStateException("Another instance of Understudy uses the data folder " + data
                + ". Stop it, or give this one a folder of its own with understudy.data.");
    }

    private static void create(Path folder, Kind kind, SeedSource seed) throws IOException {
        Path unfinished = folder.resolveSibling(UNFINISHED);
        deleteAll(unfinished);
        try (Repository git = repository(unfinished)) {
            git.create(true);
            git.updateRef(Constants.HEAD, true).link(Constants.R_HEADS + "main");
            configure(git, kind);
            if (kind == Kind.HOSTED) {
                Seeding.commit(git, seed.files());
            }
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Repository repository(Path folder) throws IOException {
        return new FileRepository(
                new RepositoryBuilder().setGitDir(folder.toFile()).setBare().setup());
    }

    /** Left behind by a process that was killed, they would refuse each later change; this process holds the folder. */
    private static void removeStaleLocks(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                return dir.endsWith("objects") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.getFileName().toString().endsWith(".lock")) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void requireKind(Repository git, Kind kind, Path folder) {
        String found = git.getConfig().getString(SECTION, null, KIND);
        if (found != null && !found.equals(kind.name())) {
            throw new IllegalStateException(
                    switch (kind) {
                        case MIRROR ->
                            folder + " is a repository hosted here, and fetching from understudy.repository.url would"
                                    + " drop its branches. Push them to the remote and move the folder away first.";
                        case HOSTED ->
                            folder + " is a copy of a remote, but understudy.repository.url is not set. Set it, or move"
                                    + " the folder away to start with a hosted repository.";
                    });
        }
    }

    private static void configure(Repository git, Kind kind) throws IOException {
        StoredConfig config = git.getConfig();
        String before = config.toText();
        config.setString(SECTION, null, KIND, kind.name());
        config.setString("core", null, "logAllRefUpdates", "true");
        config.setBoolean("core", null, "fsyncObjectFiles", true);
        config.setBoolean("core", null, "fsyncRefFiles", true);
        config.setBoolean("receive", null, "fsckObjects", true);
        config.setBoolean("receive", null, "denyNonFastForwards", false);
        config.setBoolean("uploadpack", null, "allowFilter", true);
        if (!config.toText().equals(before)) {
            config.save();
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void close(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        git.close();
        close(lockFile);
    }
}
