package dev.understudy.webhook;

import java.net.InetAddress;
import java.util.List;

/** Which addresses belong to others on the internet, and not to this machine or the networks around it. */
final class Addresses {
    /** After the registries of special-purpose addresses of IANA. */
    private static final List<Block> SPECIAL = List.of(
            new Block(8, 0),
            new Block(8, 10),
            new Block(10, 100, 64),
            new Block(8, 127),
            new Block(16, 169, 254),
            new Block(12, 172, 16),
            new Block(24, 192, 0, 0),
            new Block(24, 192, 0, 2),
            new Block(24, 192, 88, 99),
            new Block(16, 192, 168),
            new Block(15, 198, 18),
            new Block(24, 198, 51, 100),
            new Block(24, 203, 0, 113),
            // Multicast, reserved, broadcast.
            new Block(3, 224));

    /** All that is routed is in here. */
    private static final Block UNICAST_V6 = new Block(3, 0x20);
    /** Protocol assignments with Teredo, documentation, 6to4: none is a server's, and some hide another address. */
    private static final List<Block> SPECIAL_V6 = List.of(
            new Block(23, 0x20, 0x01, 0, 0),
            new Block(32, 0x20, 0x01, 0x0d, 0xb8),
            new Block(16, 0x20, 0x02),
            new Block(20, 0x3f, 0xff));

    private Addresses() {}

    /** Bytes that addresses begin with. */
    private static final class Block {
        private final int bits;
        private final int[] bytes;

        Block(int bits, int... bytes) {
            this.bits = bits;
            this.bytes = bytes;
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int at = bit / 8;
                int mask = 0x80 >> bit % 8;
                int wanted = at < bytes.length ? bytes[at] : 0;
                if ((address[at] & mask) != (wanted & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? SPECIAL.stream().noneMatch(each -> each.contains(bytes))
                : UNICAST_V6.contains(bytes) && SPECIAL_V6.stream().noneMatch(each -> each.contains(bytes));
    }
}
