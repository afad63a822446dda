package dev.understudy.gitrepo;

import dev.understudy.identity.Caller;
import dev.understudy.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.UnpackException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;
import org.jboss.logging.Logger;

/**
 * git's smart HTTP protocol, versions 0 and 2, for one repository and without a web framework. Safe for use by many
 * threads. After {@code gitprotocol-http} of git's own documentation.
 */
final class GitHttp {
    private static final Logger LOG = Logger.getLogger(GitHttp.class);
    private static final String REPOSITORY = "rules.git/";
    private static final String UPLOAD = "git-upload-pack";
    private static final String RECEIVE = "git-receive-pack";
    private static final long MAX_FETCH_REQUEST_BYTES = 16L << 20;

    private final Repository git;
    private final Optional<String> upstream;
    private final PushPorts ports;

    /** @param upstream where the repository is fetched from, without credentials; empty when it takes pushes */
    GitHttp(Repository git, Optional<String> upstream, PushPorts ports) {
        this.git = git;
        this.upstream = upstream;
        this.ports = ports;
    }

    GitAnswer answer(GitCall call) {
        if (!call.path().startsWith(REPOSITORY)) {
            return GitAnswer.sentence(404, "There is one repository here: /git/rules.git.");
        }
        if (call.caller().isEmpty()) {
            return GitAnswer.unauthenticated();
        }
        Caller caller = call.caller().get();
        try {
            caller.require(GitOperation.FETCH.right());
            return switch (call.path().substring(REPOSITORY.length())) {
                case "info/refs" -> advertise(call, caller);
                case UPLOAD -> upload(call);
                case RECEIVE -> receive(call, caller);
                default -> GitAnswer.sentence(404, "There is nothing here to look at; clone it with 'git clone'.");
            };
        } catch (ProblemException e) {
            return GitAnswer.sentence(e.type().status(), e.detail());
        }
    }

    private GitAnswer advertise(GitCall call, Caller caller) {
        if (!"GET".equals(call.method())) {
            return GitAnswer.sentence(405, "info/refs is asked for with GET.");
        }
        String service = call.service().orElse("");
        return switch (service) {
            case UPLOAD ->
                GitAnswer.ok("application/x-git-upload-pack-advertisement", out -> advertiseUpload(call, out));
            case RECEIVE ->
                refusedPush(caller)
                        .orElseGet(() -> GitAnswer.ok(
                                "application/x-git-receive-pack-advertisement", out -> advertiseReceive(caller, out)));
            case "" ->
                GitAnswer.sentence(403, "Only git's smart HTTP protocol is spoken here; use git 1.6.6 or newer.");
            default -> GitAnswer.sentence(403, "The service '" + OneLine.of(service) + "' is not offered here.");
        };
    }

    private Optional<GitAnswer> refusedPush(Caller caller) {
        if (upstream.isPresent()) {
            return Optional.of(GitAnswer.sentence(
                    403,
                    "This repository is a copy of " + upstream.get() + "; push there, and it is fetched from there."));
        }
        caller.require(GitOperation.PUSH_BRANCH.right());
        return Optional.empty();
    }

    private void advertiseUpload(GitCall call, OutputStream out) throws IOException {
        try (UploadPack pack = uploadPack(call)) {
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)), UPLOAD);
            pack.getRevWalk().close();
        }
        out.flush();
    }

    private void advertiseReceive(Caller caller, OutputStream out) throws IOException {
        PacketLineOut lines = new PacketLineOut(out);
        lines.writeString("# service=" + RECEIVE + "\n");
        lines.end();
        PushReceiver pack = new PushReceiver(git, ports, new Pusher(caller, ""), InputStream.nullInputStream());
        try {
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
        } finally {
            pack.getRevWalk().close();
        }
        out.flush();
    }

    private GitAnswer upload(GitCall call) {
        return refusedBody(call, UPLOAD)
                .orElseGet(() -> GitAnswer.ok("application/x-git-upload-pack-result", out -> uploadTo(call, out)));
    }

    private void uploadTo(GitCall call, OutputStream out) throws IOException {
        try (CountedOutput counted = new CountedOutput(out)) {
            upload(call, counted);
        }
    }

    private void upload(GitCall call, CountedOutput out) throws IOException {
        try (UploadPack pack = uploadPack(call)) {
            pack.upload(new CappedInput(body(call), MAX_FETCH_REQUEST_BYTES), out, null);
        } catch (UploadPackInternalServerErrorException e) {
            LOG.infof("A fetch was not answered: %s", e.getCause());
            if (!out.isWritten()) {
                // JGit drops its own answer when the request can't be read to its end.
                String sentence = e.getCause() instanceof PackProtocolException protocol
                        ? String.valueOf(protocol.getMessage())
                        : "The fetch could not be answered; try again.";
                new PacketLineOut(out).writeString("ERR " + OneLine.of(sentence) + "\n");
            }
        }
    }

    private UploadPack uploadPack(GitCall call) {
        UploadPack pack = new UploadPack(git);
        pack.setBiDirectionalPipe(false);
        pack.setRequestValidator(new ReachableWants());
        pack.setRefFilter(GitHttp::shown);
        pack.setExtraParameters(List.of(call.headers().gitProtocol().orElse("").split(":")));
        return pack;
    }

    /** What was fetched is there as branches. */
    private static Map<String, Ref> shown(Map<String, Ref> refs) {
        Map<String, Ref> shown = new LinkedHashMap<>(refs);
        shown.keySet().removeIf(name -> name.startsWith(RemoteMain.FETCHED) || name.equals(RemoteMain.PROMOTED));
        return shown;
    }

    private GitAnswer receive(GitCall call, Caller caller) {
        return refusedPush(caller)
                .or(() -> refusedBody(call, RECEIVE))
                .orElseGet(
                        () -> GitAnswer.ok("application/x-git-receive-pack-result", out -> receive(call, caller, out)));
    }

    private void receive(GitCall call, Caller caller, OutputStream out) throws IOException {
        InputStream body = body(call);
        try (OutputStream buffered = new BufferedOutputStream(out, 64 << 10)) {
            new PushReceiver(git, ports, new Pusher(caller, call.headers().origin()), body)
                    .receive(body, buffered, null);
        } catch (UnpackException e) {
            // The pusher was told.
            LOG.infof("A push of '%s' was not taken: %s", caller.name(), e.getCause());
        }
    }

    private static Optional<GitAnswer> refusedBody(GitCall call, String service) {
        String type = "application/x-" + service + "-request";
        String encoding = call.headers().contentEncoding().orElse("identity");
        if (!"POST".equals(call.method())) {
            return Optional.of(GitAnswer.sentence(405, service + " is asked for with POST."));
        }
        if (!type.equals(call.headers().contentType().orElse(""))) {
            return Optional.of(GitAnswer.sentence(415, "The body has to be " + type + "."));
        }
        if (!isZipped(encoding) && !"identity".equals(encoding)) {
            return Optional.of(GitAnswer.sentence(415, "The body may be zipped with gzip and with nothing else."));
        }
        return Optional.empty();
    }

    private static boolean isZipped(String encoding) {
        return "gzip".equals(encoding) || "x-gzip".equals(encoding);
    }

    private static InputStream body(GitCall call) throws IOException {
        InputStream raw = new BufferedInputStream(call.body(), 64 << 10);
        return isZipped(call.headers().contentEncoding().orElse("")) ? new GZIPInputStream(raw, 8 << 10) : raw;
    }
}
