package dev.understudy.share;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who alone may use a link.
 *
 * @param kind how it is bound
 * @param to the account or the network; null with the other kinds
 */
record Bind(Kind kind, @Nullable String to) {
    static final Bind NONE = new Bind(Kind.NONE, null);

    private static final String ACCOUNT = "account:";
    private static final String NETWORK = "network:";
    private static final String FIRST_USER = "first-user";
    private static final int LONGEST = 254;

    /** How a link is bound. */
    enum Kind {
        /** Whoever has it. */
        NONE,
        /** The browser that opens it first. */
        FIRST_USER,
        /** Who is signed in by that name. */
        ACCOUNT,
        /** Who comes from there. */
        NETWORK
    }

    /** Reads {@code none}, {@code first-user}, {@code account:ana} or {@code network:192.0.2.0/24}. */
    static Optional<Bind> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        if (text.startsWith(ACCOUNT)) {
            String name = text.substring(ACCOUNT.length()).toLowerCase(Locale.ROOT);
            return name.matches("[a-z0-9][a-z0-9._@+-]*")
                    ? Optional.of(new Bind(Kind.ACCOUNT, name))
                    : Optional.empty();
        }
        if (text.startsWith(NETWORK)) {
            String network = text.substring(NETWORK.length());
            return Network.of(network).map(_ -> new Bind(Kind.NETWORK, network));
        }
        return switch (text) {
            case "none" -> Optional.of(NONE);
            case FIRST_USER -> Optional.of(new Bind(Kind.FIRST_USER, null));
            default -> Optional.empty();
        };
    }

    /** As it is written. */
    String text() {
        return switch (kind) {
            case NONE -> "none";
            case FIRST_USER -> FIRST_USER;
            case ACCOUNT -> ACCOUNT + to;
            case NETWORK -> NETWORK + to;
        };
    }
}
