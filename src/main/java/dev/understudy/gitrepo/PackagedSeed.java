package dev.understudy.gitrepo;

import dev.understudy.ruleset.SourceFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The sample rules that ship with the service: the folder {@code rules/} beside its classes, in a jar or not. */
final class PackagedSeed implements SeedSource {
    private static final String FOLDER = "rules";

    private final Path place;

    /** @param place a jar, or a folder of classes */
    PackagedSeed(Path place) {
        this.place = place;
    }

    /** What ships with this very class. */
    static PackagedSeed own() {
        CodeSource source = PackagedSeed.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("The sample rules can't be found: the place of the classes is unknown.");
        }
        try {
            return new PackagedSeed(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The sample rules can't be found beside " + source.getLocation(), e);
        }
    }

    @Override
    public List<SourceFile> files() throws IOException {
        if (Files.isDirectory(place)) {
            return below(place.resolve(FOLDER));
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return below(jar.getPath("/" + FOLDER));
        }
    }

    private static List<SourceFile> below(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<SourceFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                files.add(new SourceFile(name, Files.readAllBytes(path)));
            }
        }
        files.sort(Comparator.comparing(SourceFile::path));
        return files;
    }
}
