package dev.understudy.gitrepo;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/** ssh with one key and one list of known hosts, and nothing of the account that runs the service. */
final class SshAccess {
    private SshAccess() {}

    /** A host that is not in {@code knownHosts} is refused, since there is nobody to ask. */
    static SshSessionFactory factory(Path key, Path knownHosts) {
        File folder = knownHosts.toAbsolutePath().resolveSibling("").toFile();
        return new SshdSessionFactoryBuilder()
                .setPreferredAuthentications("publickey")
                .setHomeDirectory(folder)
                .setSshDirectory(folder)
                .setConfigStoreFactory((_, _, _) -> null)
                .setDefaultIdentities(_ -> List.of(key.toAbsolutePath()))
                .setDefaultKnownHostsFiles(_ -> List.of(knownHosts.toAbsolutePath()))
                .setConnectorFactory(null)
                .build(null);
    }
}
