package dev.understudy.context;

import static dev.understudy.context.ContextProbe.CLOCK;
import static dev.understudy.context.ContextProbe.KEY;
import static dev.understudy.context.ContextProbe.choice;
import static dev.understudy.context.ContextProbe.config;
import static dev.understudy.context.ContextProbe.tokens;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.context.Reading.Fault;
import dev.understudy.context.Reading.Refused;
import dev.understudy.identity.SigningKey;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts as they travel. */
class ContextTokensTest {
    private static final String ED25519_KEY_INFO = "302a300506032b6570032100";
    private static final SigningKey OTHER_KEY = new SigningKey("B".repeat(44));

    private final ContextTokens ours = tokens(KEY, CLOCK);
    private final JourneyContext context = ours.issue(choice("feature/x", "a"));

    private static InstantSource later(long seconds) {
        return InstantSource.fixed(CLOCK.instant().plusSeconds(seconds));
    }

    private static Refused refused(Reading reading) {
        assertThat(reading).isInstanceOf(Refused.class);
        return (Refused) reading;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void anotherNodeWithTheSameKeyReadsWhatOneWrote() {
        assertThat(tokens(KEY, CLOCK).read(context.token())).isEqualTo(new Reading.Valid(context));
        assertThat(context.expiresAt()).isEqualTo(CLOCK.instant().plusSeconds(300));
    }

    @Test
    void aBranchOfTwoHundredLettersFits() {
        String branch = "ä".repeat(200);
        JourneyContext longest = ours.issue(choice(branch, "b"));
        assertThat(longest.token().length()).isLessThan(ContextTokens.MOST_CHARS);
        assertThat(tokens(KEY, CLOCK).read(longest.token())).isEqualTo(new Reading.Valid(longest));
    }

    @Test
    void othersVerifyItWithThePublishedKey() throws Exception {
        Map<String, String> jwk = ours.publicKey();
        assertThat(jwk).containsEntry("kty", "OKP").containsEntry("crv", "Ed25519");
        byte[] point = Base64.getUrlDecoder().decode(Objects.requireNonNull(jwk.get("x")));
        byte[] encoded =
                HexFormat.of().parseHex(ED25519_KEY_INFO + HexFormat.of().formatHex(point));
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        int end = context.token().lastIndexOf('.');
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(context.token().substring(0, end).getBytes(UTF_8));
        assertThat(signature.verify(
                        Base64.getUrlDecoder().decode(context.token().substring(end + 1))))
                .isTrue();
    }

    @Test
    void journeysThatBeginAtAboutTheSameTimeShareOne() {
        InstantSource[] now = {CLOCK};
        ContextTokens node = tokens(KEY, () -> now[0].instant());
        String first = node.issue(choice("feature/x", "a")).token();
        now[0] = later(29);
        assertThat(node.issue(choice("feature/x", "a")).token()).isEqualTo(first);
        assertThat(node.issue(choice("feature/x", "b")).token()).isNotEqualTo(first);
        now[0] = later(30);
        assertThat(node.issue(choice("feature/x", "a")).token()).isNotEqualTo(first);
    }

    @Test
    void noMoreThanSoManyAreRemembered() {
        for (int i = 0; i < 3_000; i++) {
            ours.issue(choice("feature/x-" + i, "a"));
        }
        assertThat(ours.remembered()).isLessThanOrEqualTo(1_024);
        assertThat(ours.read(context.token())).isEqualTo(new Reading.Valid(context));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9s", "61m", "0s", "-1s"})
    void aLifetimeOutOfBoundsIsRefusedByItsName(String written) {
        Duration lifetime = Duration.parse("PT" + written);
        assertThatThrownBy(() -> new ContextTokens(KEY, config(lifetime, "understudy"), CLOCK))
                .hasMessageStartingWith("understudy.context.lifetime is ");
    }

    @Test
    void anInstallationWithoutANameIsRefused() {
        assertThatThrownBy(() -> new ContextTokens(KEY, config(Duration.ofMinutes(5), " "), CLOCK))
                .hasMessageStartingWith("understudy.context.audience ");
    }

    @Nested
    class Forged {
        @Test
        void eachLetterThatIsChangedIsNoticed() {
            String token = context.token();
            for (int at = 0; at < token.length() - 1; at += 3) {
                char other = token.charAt(at) == 'x' ? 'y' : 'x';
                String forged = token.substring(0, at) + other + token.substring(at + 1);
                assertThat(tokens(KEY, CLOCK).read(forged)).as("letter %d", at).isInstanceOf(Refused.class);
            }
        }

        @Test
        void oneOfAnotherKeyIsNotOurs() {
            String token =
                    tokens(OTHER_KEY, CLOCK).issue(choice("feature/x", "a")).token();
            assertThat(refused(ours.read(token)).fault()).isEqualTo(Fault.UNTRUSTED);
        }

        @Test
        void ourHeaderOnTheSignatureOfAnotherKeyIsNotOurs() {
            String token =
                    tokens(OTHER_KEY, CLOCK).issue(choice("feature/x", "a")).token();
            String forged =
                    context.token().substring(0, context.token().indexOf('.')) + token.substring(token.indexOf('.'));
            assertThat(refused(ours.read(forged)))
                    .isEqualTo(new Refused(Fault.UNTRUSTED, "has a signature that is not of this installation"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"alg\":\"none\"}",
                    "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                    "{\"alg\":\"EdDSA\",\"typ\":\"rules-ctx+jwt\",\"kid\":\"nobody\"}",
                    "{\"alg\":\"EdDSA\",\"jwk\":{\"kty\":\"OKP\"}}",
                    "not json"
                })
        void noHeaderButOursIsBelieved(String header) {
            String rest = context.token().substring(context.token().indexOf('.'));
            assertThat(refused(ours.read(base64(header) + rest)).fault()).isEqualTo(Fault.UNTRUSTED);
            String unsigned = base64(header) + rest.substring(0, rest.lastIndexOf('.') + 1);
            assertThat(ours.read(unsigned)).isInstanceOf(Refused.class);
        }

        @Test
        void oneForAnotherInstallationIsNotOurs() {
            ContextTokens staging = new ContextTokens(KEY, config(Duration.ofMinutes(5), "staging"), CLOCK);
            String token = staging.issue(choice("feature/x", "a")).token();
            assertThat(refused(ours.read(token)))
                    .isEqualTo(
                            new Refused(Fault.UNTRUSTED, "is for another installation (understudy.context.audience)"));
        }
    }

    @Nested
    class AtTheWrongTime {
        @Test
        void oneThatIsFiveMinutesOldCountsNoMore() {
            assertThat(tokens(KEY, later(299)).read(context.token())).isInstanceOf(Reading.Valid.class);
            assertThat(refused(tokens(KEY, later(300)).read(context.token())))
                    .isEqualTo(new Refused(
                            Fault.NOT_NOW, "counted until 2026-11-24T12:05:00Z, and it is 2026-11-24T12:05:00Z here"));
        }

        @Test
        void aClockThatIsAMinuteBehindStillTakesIt() {
            assertThat(tokens(KEY, later(-60)).read(context.token())).isInstanceOf(Reading.Valid.class);
            assertThat(refused(tokens(KEY, later(-61)).read(context.token())).fault())
                    .isEqualTo(Fault.NOT_NOW);
        }

        @Test
        void oneThatIsRememberedExpiresTheSame() {
            InstantSource[] now = {CLOCK};
            ContextTokens node = tokens(KEY, () -> now[0].instant());
            assertThat(node.read(context.token())).isInstanceOf(Reading.Valid.class);
            now[0] = later(301);
            assertThat(refused(node.read(context.token())).fault()).isEqualTo(Fault.NOT_NOW);
        }
    }

    @Nested
    class Garbage {
        static List<String> garbage() {
            return List.of("", ".", "..", "...", "a", "a.b", "a.b.c", "a.b.c.d", "\u0000", "é.é.é", " . . ");
        }

        @ParameterizedTest
        @MethodSource("garbage")
        void isRefusedAndNothingIsThrown(String token) {
            assertThat(ours.read(token)).isInstanceOf(Refused.class);
        }

        @Test
        void whatWasCutOffAnywhereIsRefused() {
            for (int length = 0; length < context.token().length(); length++) {
                assertThat(ours.read(context.token().substring(0, length)))
                        .as("%d letters", length)
                        .isInstanceOf(Refused.class);
            }
        }

        @Test
        void aMegabyteIsRefusedByItsLength() {
            assertThat(refused(ours.read(context.token() + "A".repeat(1 << 20))))
                    .isEqualTo(new Refused(
                            Fault.MALFORMED,
                            "has " + (context.token().length() + (1 << 20))
                                    + " characters, and at most 2048 are read"));
        }
    }
}
