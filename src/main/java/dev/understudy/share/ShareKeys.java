package dev.understudy.share;

import dev.understudy.identity.Ed25519;
import dev.understudy.identity.SigningKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What share links are signed with: derived from the signing key, so that it is the same on each node. Thread-safe. */
@Singleton
class ShareKeys {
    private static final String PURPOSE = "share-links/ed25519/1";

    /** The first one signs; all of them verify. */
    private final List<Ed25519> keys;

    @Inject
    ShareKeys(SigningKey current, ShareConfig config) {
        this(
                current,
                config.formerSigningKey().map(ShareKeys::former).map(List::of).orElse(List.of()));
    }

    ShareKeys(SigningKey current, List<SigningKey> former) {
        this.keys = Stream.concat(Stream.of(current), former.stream())
                .map(key -> Ed25519.of(key.derive(PURPOSE)))
                .toList();
    }

    private static SigningKey former(String base64) {
        try {
            return new SigningKey(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "understudy.share.former-signing-key has to be the value that understudy.signing-key had before: the"
                            + " base64 of at least 32 bytes.",
                    e);
        }
    }

    Ed25519 current() {
        return keys.getFirst();
    }

    /** The key of that id; null when there is none, or none any more. */
    @Nullable
    Ed25519 find(long id) {
        return keys.stream().filter(each -> each.id() == id).findFirst().orElse(null);
    }
}
