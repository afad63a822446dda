package dev.understudy.testsupport;

import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.SourceFile;
import dev.understudy.ruleset.TreeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a ruleset, written down in a test. Each change gives a new object. */
public final class WrittenRuleset {
    private final String name;
    private final Map<String, byte[]> files;

    private WrittenRuleset(String name, Map<String, byte[]> files) {
        this.name = name;
        this.files = new TreeMap<>(files);
    }

    /** A ruleset called {@code acme} without any file. */
    public static WrittenRuleset empty() {
        return new WrittenRuleset("acme", Map.of());
    }

    /** A ruleset called {@code acme} with these facts in and out, and no rules yet. */
    public static WrittenRuleset facts(String in, String out) {
        return empty().file("ruleset.yaml", "facts: {in: [" + in + "], out: [" + out + "]}\n");
    }

    /** The files of a folder, whose name is the ruleset's. */
    public static WrittenRuleset folder(Path folder) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WrittenRuleset(folder.getFileName().toString(), files);
    }

    /** The same under another name. */
    public WrittenRuleset named(String other) {
        return new WrittenRuleset(other, files);
    }

    /** The same with this file more, or with another text in it. */
    public WrittenRuleset file(String path, String text) {
        Map<String, byte[]> more = new TreeMap<>(files);
        more.put(path, text.getBytes(StandardCharsets.UTF_8));
        return new WrittenRuleset(name, more);
    }

    /** The same with the rules {@code rules.drl}. */
    public WrittenRuleset drl(String text) {
        return file("rules.drl", text);
    }

    /** What a file holds. */
    public String text(String path) {
        return new String(Objects.requireNonNull(files.get(path), path), StandardCharsets.UTF_8);
    }

    /** What the compiler takes; its tree is named by the content. */
    public RulesetSource source() {
        List<SourceFile> sources = files.entrySet().stream()
                .map(file -> new SourceFile(file.getKey(), file.getValue()))
                .toList();
        return new RulesetSource(new RulesetName(name), tree(), sources);
    }

    private TreeId tree() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            files.forEach((path, content) -> {
                digest.update(path.getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return new TreeId(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1.", e);
        }
    }
}
