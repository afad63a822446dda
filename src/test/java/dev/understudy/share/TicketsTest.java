package dev.understudy.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.identity.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final UUID LINK = UUID.fromString("0198c2b4-1234-7000-8000-00000000abcd");
    private static final SigningKey KEY =
            new SigningKey(Base64.getEncoder().encodeToString("x".repeat(32).getBytes(StandardCharsets.US_ASCII)));

    private final Tickets tickets = new Tickets(KEY, "a purpose");
    private final String ticket = tickets.write(LINK, NOW.plusSeconds(10));

    @Test
    void tellsItsLinkUntilItsEnd() {
        assertThat(tickets.read(ticket, NOW)).isEqualTo(LINK);
        assertThat(tickets.read(ticket, NOW.plusSeconds(9))).isEqualTo(LINK);
        assertThat(tickets.read(ticket, NOW.plusSeconds(10))).isNull();
    }

    @Test
    void countsForItsPurposeAlone() {
        assertThat(new Tickets(KEY, "another purpose").read(ticket, NOW)).isNull();
    }

    @Test
    void garbageAndForgeriesTellNothing() {
        for (int at = 0; at < ticket.length() - 1; at++) {
            char other = ticket.charAt(at) == 'Q' ? 'R' : 'Q';
            String forged = ticket.substring(0, at) + other + ticket.substring(at + 1);
            if (at != 33 && at != 77) {
                assertThat(tickets.read(forged, NOW)).as(forged).isNull();
            }
            assertThat(tickets.read(ticket.substring(0, at), NOW)).isNull();
        }
        assertThat(tickets.read("", NOW)).isNull();
        assertThat(tickets.read("!".repeat(34) + "." + "!".repeat(43), NOW)).isNull();
        assertThat(tickets.read("A".repeat(1 << 20), NOW)).isNull();
    }
}
