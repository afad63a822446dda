package dev.understudy.gitrepo;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/** The remote that the rules are fetched from, with what it takes to get in. */
final class Upstream {
    private static final RefSpec ALL_BRANCHES = new RefSpec("+refs/heads/*:" + RemoteMain.FETCHED + "*");
    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "file");
    private static final Duration LONGEST_FETCH = Duration.ofMinutes(15);
    private static final Duration LONGEST_PUSH = Duration.ofMinutes(2);

    private final URIish uri;
    private final @Nullable String username;
    private final @Nullable String password;
    private final @Nullable SshSessionFactory ssh;
    private final Duration connectTimeout;
    private final Duration readTimeout;

    /** @throws IllegalStateException with a sentence that names the setting that can't be used */
    Upstream(String url, RepositoryConfig config) {
        URIish full = parse(url);
        this.username = config.username().orElse(full.getUser());
        this.password = config.password().orElse(full.getPass());
        boolean overSsh = "ssh".equals(scheme(full));
        this.uri = overSsh ? full.setPass(null) : full.setUser(null).setPass(null);
        this.connectTimeout = config.connectTimeout();
        this.readTimeout = config.readTimeout();
        requireSafe();
        this.ssh = overSsh
                ? SshAccess.factory(file("ssh-key", config.sshKey()), file("known-hosts", config.knownHosts()))
                : null;
    }

    /** Where it is, without credentials. */
    String display() {
        return uri.toASCIIString();
    }

    /**
     * Keeps the branches of the remote under {@link RemoteMain#FETCHED}: new, moved, rewritten and deleted ones.
     *
     * @throws IOException with a message that may go into a log; also when a remote that had a main has none, since
     *     somebody is moving it, or sets it up anew
     */
    void fetch(Repository git) throws IOException {
        try {
            FetchResult fetched = fetchOnce(git);
            Set<String> gone = gone(git, fetched);
            if (!gone.isEmpty()) {
                forget(git, gone);
                // A branch may have become a folder of branches, for which there was no place.
                fetched = fetchOnce(git);
            }
            for (TrackingRefUpdate update : fetched.getTrackingRefUpdates()) {
                requireDone(update);
            }
        } catch (IOException | RuntimeException e) {
            throw new IOException(withoutSecrets(String.valueOf(e.getMessage())), e);
        }
    }

    private FetchResult fetchOnce(Repository git) throws IOException {
        try (Transport transport = open(git)) {
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setCheckFetchedObjects(true);
            // Old faults of a remote's history are not ours to mend; what could harm is still refused.
            transport.setObjectChecker(
                    new ObjectChecker().setAllowLeadingZeroFileMode(true).setAllowInvalidPersonIdent(true));
            return transport.fetch(new Deadline(LONGEST_FETCH), List.of(ALL_BRANCHES));
        }
    }

    /** Branches that the remote had and has no longer. It is asked twice: one that is being moved shows some, or none. */
    private Set<String> gone(Repository git, FetchResult fetched) throws IOException {
        Set<String> gone = new HashSet<>();
        for (Ref ref : git.getRefDatabase().getRefsByPrefix(RemoteMain.FETCHED)) {
            gone.add(ref.getName().substring(RemoteMain.FETCHED.length()));
        }
        gone.removeIf(branch -> fetched.getAdvertisedRef(Constants.R_HEADS + branch) != null);
        if (!gone.isEmpty()) {
            try (Transport transport = open(git);
                    FetchConnection connection = transport.openFetch()) {
                gone.removeIf(branch -> connection.getRef(Constants.R_HEADS + branch) != null);
            }
        }
        if (gone.contains("main")) {
            throw new IOException("it has no branch 'main' any more");
        }
        return gone;
    }

    private static void forget(Repository git, Set<String> branches) throws IOException {
        for (String branch : branches) {
            RefUpdate update = git.updateRef(RemoteMain.FETCHED + branch);
            update.setForceUpdate(true);
            RefUpdate.Result result = update.delete();
            if (result != RefUpdate.Result.FORCED) {
                throw new IOException(update.getName() + " could not be forgotten: " + result);
            }
        }
    }

    /** What a remote says to a push. */
    enum PushResult {
        /** It is there. */
        DONE,
        /** Main is elsewhere there. */
        MOVED
    }

    /**
     * Moves the remote's main by compare-and-set.
     *
     * @throws IOException with a message that may go into a log: it can't be reached, or refuses
     */
    PushResult push(Repository git, ObjectId from, ObjectId to) throws IOException {
        try (Transport transport = open(git)) {
            RemoteRefUpdate update =
                    new RemoteRefUpdate(git, "main", to, Constants.R_HEADS + "main", false, null, from);
            for (RemoteRefUpdate each :
                    transport.push(new Deadline(LONGEST_PUSH), List.of(update)).getRemoteUpdates()) {
                return switch (each.getStatus()) {
                    case OK, UP_TO_DATE -> PushResult.DONE;
                    case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED, NON_EXISTING -> PushResult.MOVED;
                    default ->
                        throw new IOException(
                                "it refuses: " + (each.getMessage() == null ? each.getStatus() : each.getMessage()));
                };
            }
            throw new IOException("it did not answer to the push");
        } catch (IOException | RuntimeException e) {
            throw new IOException(withoutSecrets(String.valueOf(e.getMessage())), e);
        }
    }

    private Transport open(Repository git) throws IOException {
        Transport transport = Transport.open(git, uri);
        transport.setTimeout((int) Math.max(1, readTimeout.toSeconds()));
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(new TimedConnections(connectTimeout));
            if (password != null) {
                http.setCredentialsProvider(
                        new UsernamePasswordCredentialsProvider(username == null ? "git" : username, password));
            }
        } else if (transport instanceof SshTransport overSsh) {
            overSsh.setSshSessionFactory(ssh);
        }
        return transport;
    }

    private static void requireDone(TrackingRefUpdate update) throws IOException {
        switch (update.getResult()) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            default -> throw new IOException(update.getLocalName() + " could not be moved: " + update.getResult());
        }
    }

    private String withoutSecrets(String message) {
        String clean = message.replaceAll("//[^/@\\s]*@", "//");
        return OneLine.of(password == null || password.isEmpty() ? clean : clean.replace(password, "***"));
    }

    private static URIish parse(String url) {
        try {
            URIish uri = new URIish(url);
            boolean named = uri.getHost() != null && !uri.getHost().isEmpty();
            if (SCHEMES.contains(scheme(uri)) && (named || "file".equals(scheme(uri)))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // The message would repeat the URL, and with it a password.
        }
        throw new IllegalStateException("understudy.repository.url is not the URL of a git repository; use https://…,"
                + " ssh://…, user@host:path or file:///….");
    }

    private static String scheme(URIish uri) {
        if (uri.getScheme() != null) {
            return uri.getScheme();
        }
        return uri.getHost() == null ? "file" : "ssh";
    }

    private void requireSafe() {
        boolean loopback = Set.of("localhost", "127.0.0.1", "[::1]", "::1").contains(String.valueOf(uri.getHost()));
        if ("http".equals(uri.getScheme()) && password != null && !loopback) {
            throw new IllegalStateException(
                    "understudy.repository.url would send its password unencrypted; use https.");
        }
    }

    private static Path file(String key, Optional<Path> file) {
        Path path = file.orElseThrow(() -> new IllegalStateException(
                "understudy.repository." + key + " is not set; a repository over ssh needs it."));
        if (!Files.isReadable(path)) {
            throw new IllegalStateException("understudy.repository." + key + ": the file " + path + " can't be read.");
        }
        return path;
    }
}
