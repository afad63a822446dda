package dev.understudy.engine.build;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compiled pieces on disk, one file each, so that nothing is compiled twice, not even after a restart. Each file is
 * authenticated: what was damaged or written by somebody else counts as missing. Thread-safe; several processes may
 * share one folder.
 */
public final class ClassStore {
    private static final int MAC_BYTES = 32;

    private final Path folder;
    private final SecretKeySpec key;

    /**
     * @param folder is made when it is missing
     * @param secret authenticates the files; at least 16 bytes
     */
    public ClassStore(Path folder, byte[] secret) {
        this.folder = folder;
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** What was compiled under this key, if it is here and whole. */
    public Optional<UnitClasses> find(ContentKey content) {
        byte[] file;
        try {
            file = Files.readAllBytes(path(content));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (file.length < MAC_BYTES) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOfRange(file, MAC_BYTES, file.length);
        byte[] mac = Arrays.copyOf(file, MAC_BYTES);
        return MessageDigest.isEqual(mac, mac(content, body)) ? Optional.of(decode(body)) : Optional.empty();
    }

    /** Keeps what was compiled; another process doing the same is no harm. */
    public void keep(ContentKey content, UnitClasses classes) {
        Path path = path(content);
        try {
            Files.createDirectories(path.getParent());
            Path draft = Files.createTempFile(path.getParent(), content.hex().substring(0, 8), ".part");
            byte[] body = encode(classes);
            try (var out = Files.newOutputStream(draft)) {
                out.write(mac(content, body));
                out.write(body);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the files that were written first until those that stay have at most {@code mostBytes}. */
    public void prune(long mostBytes) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<File> files = all.map(Path::toFile)
                    .filter(File::isFile)
                    .sorted(Comparator.comparingLong(File::lastModified))
                    .toList();
            long held = files.stream().mapToLong(File::length).sum();
            for (File file : files) {
                if (held <= mostBytes) {
                    return;
                }
                held -= file.length();
                Files.deleteIfExists(file.toPath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(ContentKey content) {
        return folder.resolve(content.hex().substring(0, 2)).resolve(content.hex() + ".classes");
    }

    private byte[] mac(ContentKey content, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(content.hex().getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256.", e);
        }
    }

    private static byte[] encode(UnitClasses classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(classes.modelName());
            out.writeInt(classes.classes().size());
            for (Map.Entry<String, byte[]> each : new TreeMap<>(classes.classes()).entrySet()) {
                out.writeUTF(each.getKey());
                out.writeInt(each.getValue().length);
                out.write(each.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static UnitClasses decode(byte[] body) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            String modelName = in.readUTF();
            int count = in.readInt();
            Map<String, byte[]> classes = HashMap.newHashMap(count);
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                classes.put(name, in.readNBytes(in.readInt()));
            }
            return new UnitClasses(modelName, classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
