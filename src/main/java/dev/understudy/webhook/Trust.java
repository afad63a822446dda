package dev.understudy.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates of receivers are taken: those that the JVM trusts, and those of authorities of the operator's. */
final class Trust {
    private static final String SETTING = "understudy.webhooks.trusted-certificates";

    private Trust() {}

    /**
     * What checks receivers.
     *
     * @param pem certificates of authorities, or of receivers themselves, beside those that the JVM trusts
     * @throws IllegalArgumentException when that is no file of certificates; it names the setting
     */
    static TrustManager beside(Path pem) {
        Collection<? extends Certificate> own = read(pem);
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (X509Certificate each : checking(null).getAcceptedIssuers()) {
                all.setCertificateEntry("jvm-" + all.size(), each);
            }
            for (Certificate each : own) {
                all.setCertificateEntry("own-" + all.size(), each);
            }
            return checking(all);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Certificates can always be kept in memory.", e);
        }
    }

    private static Collection<? extends Certificate> read(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException | CertificateException _) {
            // Said below.
        }
        throw new IllegalArgumentException(
                SETTING + " is " + pem + "; it has to be a file of one or more certificates in PEM that can be read.");
    }

    /** @param all what it trusts; null for what the JVM does */
    private static X509TrustManager checking(@Nullable KeyStore all) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(all);
        for (TrustManager each : factory.getTrustManagers()) {
            if (each instanceof X509TrustManager found) {
                return found;
            }
        }
        throw new IllegalStateException("This JVM can't check certificates.");
    }
}
