package dev.understudy.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that signs itself, with its key, made by the JDK's keytool.
 *
 * @param context for a server that has it
 * @param pem the file with it, without the key
 */
public record TestCertificate(SSLContext context, Path pem) {
    private static final String PASSWORD = "not-a-secret";

    /**
     * Makes one.
     *
     * @param folder an empty one
     * @param names whose it is, as keytool has them: {@code ip:127.0.0.1,dns:localhost}
     */
    public static TestCertificate in(Path folder, String names) {
        Path store = folder.resolve("key.p12");
        Path pem = folder.resolve("certificate.pem");
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-validity", "1", "-ext", "san=" + names);
        keytool(store, "-exportcert", "-rfc", "-file", pem.toString());
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore key = KeyStore.getInstance("PKCS12");
            key.load(in, PASSWORD.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(key, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return new TestCertificate(context, pem);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path store, String... order) {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(keytool.toString()));
        command.addAll(List.of(order));
        command.addAll(List.of("-alias", "test", "-keystore", store.toString(), "-storepass", PASSWORD));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
