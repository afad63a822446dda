package dev.understudy.gitrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.testsupport.GitClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshUpstreamTest {
    @TempDir
    private Path temp;

    private SshServer server;
    private GitClient remote;
    private Store store;
    private Path key;
    private PublicKey hostKey;

    @BeforeEach
    void serveOverSsh() throws Exception {
        remote = GitClient.init(temp.resolve("remote"));
        remote.write("flight/ruleset.yaml", "").commit("first");
        KeyPair client = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        KeyPair host = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        hostKey = host.getPublic();
        key = temp.resolve("id");
        try (var out = Files.newOutputStream(key)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(client, "test", null, out);
        }
        server = SshServer.setUpDefaultServer();
        server.setHost("localhost");
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator((_, offered, _) -> KeyUtils.compareKeys(offered, client.getPublic()));
        server.setCommandFactory(new ProcessShellCommandFactory());
        server.start();
        store = Store.open(temp.resolve("data"), Store.Kind.MIRROR, List::of);
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.stop(true);
    }

    private Upstream upstream(String knownHosts, Path identity) throws IOException {
        Path hosts = Files.writeString(temp.resolve("known_hosts"), knownHosts, StandardCharsets.UTF_8);
        String url = "ssh://git@localhost:" + server.getPort() + remote.folder();
        return new Upstream(url, new TestConfig(null, null, identity, hosts, Duration.ofSeconds(5)));
    }

    private String knownHost() throws IOException {
        StringBuilder line = new StringBuilder("[localhost]:" + server.getPort() + " ");
        PublicKeyEntry.appendPublicKeyEntry(line, hostKey);
        return line.append('\n').toString();
    }

    @Test
    void fetchesWithTheKeyFromAHostThatIsKnown() throws IOException {
        upstream(knownHost(), key).fetch(store.git());
        assertThat(store.git().exactRef(RemoteMain.FETCHED + "main")).isNotNull();
    }

    @Test
    void aHostThatIsNotKnownIsRefused() throws IOException {
        Upstream upstream = upstream("", key);
        assertThatThrownBy(() -> upstream.fetch(store.git())).isInstanceOf(IOException.class);
        assertThat(temp.resolve("known_hosts")).isEmptyFile();
    }

    @Test
    void anotherKeyIsRefused() throws Exception {
        Path other = temp.resolve("other");
        try (var out = Files.newOutputStream(other)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                    KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256), "test", null, out);
        }
        Upstream upstream = upstream(knownHost(), other);
        assertThatThrownBy(() -> upstream.fetch(store.git())).isInstanceOf(IOException.class);
    }
}
