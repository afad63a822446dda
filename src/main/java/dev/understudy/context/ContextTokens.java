package dev.understudy.context;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.context.JourneyContext.Choice;
import dev.understudy.context.Reading.Fault;
import dev.understudy.context.Reading.Refused;
import dev.understudy.identity.SigningKey;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads contexts as they travel: JSON Web Signatures in their compact form, signed with Ed25519. Each starts
 * with the same header, letter by letter: nothing in a header is ever believed. What was signed and verified is
 * remembered. Safe for any number of threads.
 */
@Singleton
public class ContextTokens {
    /** With a branch's name of 200 letters of three bytes there is still room. */
    static final int MOST_CHARS = 2_048;

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int SKEW_SECONDS = 60;
    private static final int SIGNATURE_CHARS = 86;
    /** One is given out for so small a part of its lifetime. */
    private static final int REUSED_SHARE = 10;

    private static final int MOST_REMEMBERED = 1_024;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final ContextKey key;
    private final Claims claims;
    private final Duration lifetime;
    private final InstantSource clock;
    private final String header;
    private final Map<Choice, JourneyContext> issued = new ConcurrentHashMap<>();
    private final Map<String, JourneyContext> verified = new ConcurrentHashMap<>();

    @Inject
    ContextTokens(SigningKey key, ContextConfig config) {
        this(key, config, InstantSource.system());
    }

    /** @throws IllegalArgumentException with a sentence that names the setting that can't be taken */
    public ContextTokens(SigningKey key, ContextConfig config, InstantSource clock) {
        if (config.lifetime().compareTo(SHORTEST) < 0 || config.lifetime().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "understudy.context.lifetime is " + config.lifetime() + "; it has to be from 10s to 1h.");
        }
        this.key = new ContextKey(key.derive("journey-context"));
        this.claims = new Claims(config.audience());
        this.lifetime = config.lifetime();
        this.clock = clock;
        String written = "{\"alg\":\"EdDSA\",\"typ\":\"rules-ctx+jwt\",\"kid\":\"" + this.key.kid() + "\"}";
        this.header = ENCODER.encodeToString(written.getBytes(US_ASCII)) + ".";
    }

    /** Has the settings checked before the first decision. */
    void start(@Observes StartupEvent event) {}

    /** What others verify with. */
    Map<String, String> publicKey() {
        return key.jwk();
    }

    /** A context that counts from now on, or began a little while ago. Signing one takes about a millisecond, and is rare. */
    public JourneyContext issue(Choice choice) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        JourneyContext last = issued.get(choice);
        if (last != null && now.isBefore(last.issuedAt().plus(lifetime.dividedBy(REUSED_SHARE)))) {
            return last;
        }
        JourneyContext untold = new JourneyContext(choice, now, now.plus(lifetime), "");
        String signed = header + ENCODER.encodeToString(claims.write(untold));
        String token = signed + "." + ENCODER.encodeToString(key.sign(signed.getBytes(US_ASCII)));
        JourneyContext context = new JourneyContext(choice, now, untold.expiresAt(), token);
        remember(issued, choice, context);
        remember(verified, token, context);
        return context;
    }

    /** What a token says; never throws. */
    public Reading read(String token) {
        if (token.length() > MOST_CHARS) {
            return new Refused(
                    Fault.MALFORMED, "has " + token.length() + " characters, and at most " + MOST_CHARS + " are read");
        }
        JourneyContext known = verified.get(token);
        if (known != null) {
            return timely(known);
        }
        Refused fault = fault(token);
        if (fault != null) {
            return fault;
        }
        int end = token.length() - SIGNATURE_CHARS - 1;
        Reading said = claims.read(decoded(token.substring(header.length(), end)), token);
        if (said instanceof Reading.Valid(JourneyContext context)) {
            remember(verified, token, context);
            return timely(context);
        }
        return said;
    }

    /** What is wrong with its shape or its signature; null when we signed it. */
    private @Nullable Refused fault(String token) {
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        if (first <= 0 || last <= first + 1 || token.indexOf('.', first + 1) != last) {
            return new Refused(Fault.MALFORMED, "is not of three parts with dots between");
        }
        if (!token.startsWith(header)) {
            return new Refused(
                    Fault.UNTRUSTED, "was not signed with this installation's key, which is '" + key.kid() + "'");
        }
        byte[] signature = decoded(token.substring(last + 1));
        if (token.length() - last - 1 != SIGNATURE_CHARS || signature == null) {
            return new Refused(Fault.MALFORMED, "has no whole signature at its end; something has cut it off");
        }
        return key.verify(token.substring(0, last).getBytes(UTF_8), signature)
                ? null
                : new Refused(Fault.UNTRUSTED, "has a signature that is not of this installation");
    }

    private Reading timely(JourneyContext context) {
        Instant now = clock.instant();
        if (!now.isBefore(context.expiresAt())) {
            return new Refused(
                    Fault.NOT_NOW, "counted until " + context.expiresAt() + ", and it is " + seconds(now) + " here");
        }
        if (context.issuedAt().isAfter(now.plusSeconds(SKEW_SECONDS))) {
            return new Refused(
                    Fault.NOT_NOW, "counts from " + context.issuedAt() + ", and it is " + seconds(now) + " here");
        }
        return new Reading.Valid(context);
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private <K> void remember(Map<K, JourneyContext> known, K by, JourneyContext context) {
        if (known.size() >= MOST_REMEMBERED) {
            Instant now = clock.instant();
            known.values().removeIf(each -> !now.isBefore(each.expiresAt()));
            if (known.size() >= MOST_REMEMBERED) {
                // To sign and to verify anew is slow, and right.
                known.clear();
            }
        }
        known.put(by, context);
    }

    /** How many are remembered. */
    int remembered() {
        return Math.max(verified.size(), issued.size());
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            return DECODER.decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
