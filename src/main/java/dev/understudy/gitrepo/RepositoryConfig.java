package dev.understudy.gitrepo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the rules repository is. Without a {@code url} this node hosts it itself, under {@code /git/rules.git}. */
@ConfigMapping(prefix = "understudy.repository")
public interface RepositoryConfig {
    /** What to fetch from: {@code https://…}, {@code ssh://…}, {@code user@host:path} or {@code file:///…}. */
    Optional<String> url();

    /** The account at the remote, over https. Default {@code git} when there is a password. */
    Optional<String> username();

    /** The account's password, or an access token. */
    Optional<String> password();

    /** The file of a private key without a passphrase, for ssh. */
    Optional<Path> sshKey();

    /** The file of host keys to trust, in the form of OpenSSH's {@code known_hosts}; needed for ssh. */
    Optional<Path> knownHosts();

    /** The file of a private SSH key without a passphrase that signs commits of the service; without it none is signed. */
    Optional<Path> commitKey();

    /** Time between two fetches. Default 10 s. */
    @WithDefault("10s")
    Duration pollInterval();

    /** How long to wait for a connection. Default 10 s. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** How long to wait for the remote's next byte. Default 30 s. */
    @WithDefault("30s")
    Duration readTimeout();

    /** What signs calls of {@code POST /api/v1/webhooks/git}; without it there is no webhook. */
    Optional<String> webhookSecret();

    /** The largest push that is taken, in bytes. Default 52428800, which is 50 MB. */
    @WithDefault("52428800")
    long maxPushBytes();
}
