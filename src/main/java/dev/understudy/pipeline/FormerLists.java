package dev.understudy.pipeline;

import dev.understudy.gitrepo.DataConfig;
import dev.understudy.identity.SigningKey;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The lists of what rules may use under which rules of {@code main} went live, one file each, named by a code that only
 * holders of the signing key can make. A file that does not fit its name counts as missing. Thread-safe.
 */
@Singleton
class FormerLists {
    private static final String HMAC = "HmacSHA256";

    private final Path folder;
    private final SecretKeySpec key;

    FormerLists(DataConfig data, SigningKey key) {
        this.folder = data.data().resolve("former-lists");
        this.key = new SecretKeySpec(key.derive("former-lists"), HMAC);
    }

    /** Keeps a list; gives its name. */
    String keep(String list) {
        String name = code(list);
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                Path draft = Files.createTempFile(folder, "list", ".part");
                Files.writeString(draft, list);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name;
    }

    /** The list of that name, if it is here and whole. */
    Optional<String> find(String name) {
        if (!name.matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        try {
            String list = Files.readString(folder.resolve(name));
            return isCode(name, list) ? Optional.of(list) : Optional.empty();
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A code that nobody makes without the signing key. */
    String code(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256.", e);
        }
    }

    /** Whether it is that text's. */
    boolean isCode(String code, String text) {
        return MessageDigest.isEqual(
                code.getBytes(StandardCharsets.US_ASCII), code(text).getBytes(StandardCharsets.US_ASCII));
    }
}
