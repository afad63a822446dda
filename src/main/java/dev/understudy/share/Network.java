package dev.understudy.share;

import java.net.InetAddress;
import java.util.Optional;

/** Addresses that begin with the same bits: {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or a single one. */
final class Network {
    private final byte[] first;
    private final int bits;

    private Network(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /** Reads it; nothing when it is none. No name is looked up. */
    static Optional<Network> of(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = address.get();
        int all = bytes.length * 8;
        String length = slash < 0 ? Integer.toString(all) : text.substring(slash + 1);
        return length.matches("[0-9]{1,3}") && Integer.parseInt(length) <= all
                ? Optional.of(new Network(bytes, Integer.parseInt(length)))
                : Optional.empty();
    }

    /** Whether that address, as text, is one of them. */
    boolean contains(String address) {
        return address(address).map(this::contains).orElse(false);
    }

    private boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> address(String text) {
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        // The JDK also takes an address of IPv4 as one number, and in octal.
        if (!plain.contains(":") && !plain.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(plain).getAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
