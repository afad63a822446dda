package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.testsupport.Receiver;
import dev.understudy.testsupport.TestCertificate;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receivers over TLS, whose certificates are of an authority that the JVM does not know. */
class EncryptedSenderTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String SECRET = Signature.newSecret();
    private static final Sent NOT_TRUSTED =
            new Sent.Unreached("A connection over TLS can't be made; check the receiver's certificate.");

    @TempDir
    private static Path folder;

    private static TestCertificate certificate;

    @BeforeAll
    static void make() {
        certificate = TestCertificate.in(folder, "ip:127.0.0.1");
    }

    private Receiver receiver;

    @BeforeEach
    void open() {
        receiver = new Receiver(certificate);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @AfterAll
    static void closeAll() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Sent send(String url, Settings settings) {
        return new Sender(VERTX, settings, 10_000).send(new Sender.Message(url, List.of(SECRET), "an-id", "{}", 0));
    }

    @Test
    void aReceiverWhoseCertificateTheOperatorTrustsIsToldSigned() {
        assertThat(send(receiver.url("/hook?a=b"), Settings.trusting(certificate.pem())))
                .isEqualTo(new Sent.Answered(204, null));
        Receiver.Call call = receiver.calls().getFirst();
        assertThat(call.path()).isEqualTo("/hook?a=b");
        assertThat(call.body()).isEqualTo("{}");
        Instant at = Instant.ofEpochSecond(Long.parseLong(call.headers().get("webhook-timestamp")));
        assertThat(call.headers()).containsEntry("webhook-signature", Signature.of(List.of(SECRET), "an-id", at, "{}"));
    }

    @Test
    void aCertificateThatNobodyTrustsIsSaidAndNothingIsSent() {
        assertThat(send(receiver.url("/"), Settings.PRIVATE)).isEqualTo(NOT_TRUSTED);
        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void aTrustedCertificateOfAnotherHostIsRefused() {
        String named = receiver.url("/").replace("127.0.0.1", "localhost");
        assertThat(send(named, Settings.trusting(certificate.pem()))).isEqualTo(NOT_TRUSTED);
        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void whatTheJvmTrustsIsTrustedStill() {
        var beside = (X509TrustManager) Trust.beside(certificate.pem());
        assertThat(beside.getAcceptedIssuers()).hasSizeGreaterThan(1);
    }

    @Test
    void aFileThatHoldsNoCertificateIsRefusedByTheSettingsName() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path other = Files.writeString(folder.resolve("other.pem"), "-----BEGIN CERTIFICATE-----\nno\n");
        for (Path each : List.of(empty, other, folder.resolve("none.pem"), folder)) {
            assertThatThrownBy(() -> new Sender(VERTX, Settings.trusting(each)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("understudy.webhooks.trusted-certificates is " + each);
        }
    }
}
