package dev.understudy.gitrepo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings of a remote, without a configuration file. */
record TestConfig(
        @Nullable String user,
        @Nullable String pass,
        @Nullable Path key,
        @Nullable Path hosts,
        Duration readTimeout) implements RepositoryConfig {
    static TestConfig anonymous() {
        return new TestConfig(null, null, null, null, Duration.ofSeconds(5));
    }

    static TestConfig account(String name) {
        return new TestConfig(name, name, null, null, Duration.ofSeconds(5));
    }

    @Override
    public Optional<String> url() {
        return Optional.empty();
    }

    @Override
    public Optional<String> username() {
        return Optional.ofNullable(user);
    }

    @Override
    public Optional<String> password() {
        return Optional.ofNullable(pass);
    }

    @Override
    public Optional<Path> sshKey() {
        return Optional.ofNullable(key);
    }

    @Override
    public Optional<Path> knownHosts() {
        return Optional.ofNullable(hosts);
    }

    @Override
    public Optional<Path> commitKey() {
        return Optional.empty();
    }

    @Override
    public Duration pollInterval() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Optional<String> webhookSecret() {
        return Optional.empty();
    }

    @Override
    public long maxPushBytes() {
        return 1 << 20;
    }
}
