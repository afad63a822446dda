package dev.understudy.decisionlog.seal;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sensitive values are sealed with. The first seals; the others only open what was sealed with them before,
 * so that a key is changed by putting a new one in front.
 */
final class SealKeys {
    /** Names the setting. */
    static final String SETTING = "understudy.decision-log.keys";
    /** The key that is made from the signing key when none is configured. */
    static final String DERIVED = "signing";

    private static final int BYTES = 32;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private final Map<String, SecretKey> byId = new LinkedHashMap<>();
    private final String current;

    private SealKeys(Map<String, SecretKey> byId) {
        this.byId.putAll(byId);
        this.current = byId.keySet().iterator().next();
    }

    /**
     * Reads {@code k2:<base64 of 32 bytes>,k1:<base64 of 32 bytes>}.
     *
     * @param setting empty for {@code derived} alone
     * @param derived 32 bytes; opens what was sealed before keys were configured
     * @throws IllegalArgumentException that names the setting, and never a key
     */
    static SealKeys read(Optional<String> setting, byte[] derived) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        if (setting.isPresent() && !setting.get().isBlank()) {
            String[] entries = setting.get().split(",", -1);
            for (int i = 0; i < entries.length; i++) {
                add(entries[i].strip(), i + 1, keys);
            }
        }
        keys.put(DERIVED, new SecretKeySpec(derived, "AES"));
        return new SealKeys(keys);
    }

    private static void add(String entry, int number, Map<String, SecretKey> keys) {
        int colon = entry.indexOf(':');
        String id = colon < 0 ? "" : entry.substring(0, colon);
        if (!ID.matcher(id).matches() || id.equals(DERIVED)) {
            throw new IllegalArgumentException("Key " + number + " of " + SETTING
                    + " has to be <id>:<base64>, with an id of a-z, 0-9 and '-' other than '" + DERIVED + "'.");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(entry.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("The key '" + id + "' of " + SETTING
                    + " has to be the base64 of 32 random bytes; 'openssl rand -base64 32' gives one.");
        }
        if (keys.put(id, new SecretKeySpec(bytes, "AES")) != null) {
            throw new IllegalArgumentException("The key '" + id + "' is in " + SETTING + " twice.");
        }
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    String currentId() {
        return current;
    }

    SecretKey current() {
        return Objects.requireNonNull(byId.get(current));
    }

    /** Null when there is no such key. */
    @Nullable
    SecretKey find(String id) {
        return byId.get(id);
    }
}
