package dev.understudy.gitrepo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.eclipse.jgit.api.errors.CanceledException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.api.errors.UnsupportedSigningFormatException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.Signer;
import org.eclipse.jgit.lib.Signers;
import org.jspecify.annotations.Nullable;

/** Signs commits of the service with an SSH key, when there is one. Thread-safe. */
final class CommitSigning {
    private static final String SETTING = "understudy.repository.commit-key";

    private final Repository git;
    private final @Nullable Path key;

    /** @throws IllegalStateException with a sentence that names the setting, when nothing can be signed with the key */
    CommitSigning(Repository git, @Nullable Path key) {
        this.git = git;
        this.key = key;
        if (key != null) {
            if (!Files.isReadable(key)) {
                throw new IllegalStateException(SETTING + ": the file " + key + " can't be read.");
            }
            try {
                CommitBuilder trial = new CommitBuilder();
                trial.setTreeId(ObjectId.zeroId());
                trial.setAuthor(Seeding.author());
                trial.setCommitter(Seeding.author());
                sign(trial);
            } catch (IOException | RuntimeException e) {
                throw new IllegalStateException(
                        SETTING + ": the file " + key + " is no private SSH key without a passphrase.", e);
            }
        }
    }

    /** Signs a commit that is complete but for this; nothing happens without a key. */
    void sign(CommitBuilder commit) throws IOException {
        if (key == null) {
            return;
        }
        Signer signer = Objects.requireNonNull(Signers.get(GpgConfig.GpgFormat.SSH), "JGit signs with SSH keys.");
        PersonIdent committer = commit.getCommitter();
        try {
            signer.signObject(
                    git,
                    new GpgConfig(new Config()),
                    commit,
                    committer,
                    key.toAbsolutePath().toString(),
                    null);
        } catch (CanceledException | UnsupportedSigningFormatException | JGitInternalException e) {
            throw new IOException("The commit can't be signed.", e);
        }
    }
}
