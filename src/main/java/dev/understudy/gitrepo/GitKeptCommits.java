package dev.understudy.gitrepo;

import dev.understudy.ruleset.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.jspecify.annotations.Nullable;

/** Commits kept by refs of a bare repository. */
final class GitKeptCommits implements KeptCommits {
    private final Repository git;
    /** What the refs are known to be; null before the first look at them. */
    private @Nullable Set<CommitId> known;

    GitKeptCommits(Repository git) {
        this.git = git;
    }

    @Override
    public synchronized void keep(Set<CommitId> needed) {
        Set<CommitId> wanted = new HashSet<>(needed);
        if (wanted.equals(known)) {
            return;
        }
        try {
            wanted.removeIf(each -> !has(each));
            Set<CommitId> kept = kept();
            List<ReceiveCommand> commands = new ArrayList<>();
            for (CommitId each : wanted) {
                if (!kept.contains(each)) {
                    commands.add(new ReceiveCommand(ObjectId.zeroId(), id(each), PREFIX + each.value()));
                }
            }
            for (CommitId each : kept) {
                if (!wanted.contains(each)) {
                    commands.add(new ReceiveCommand(id(each), ObjectId.zeroId(), PREFIX + each.value()));
                }
            }
            RefMoves.ofOurs(git, commands);
            known = wanted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<CommitId> kept() throws IOException {
        Set<CommitId> kept = new HashSet<>();
        for (Ref ref : git.getRefDatabase().getRefsByPrefix(PREFIX)) {
            String name = ref.getName().substring(PREFIX.length());
            if (CommitId.isValid(name)) {
                kept.add(new CommitId(name));
            }
        }
        return kept;
    }

    @Override
    public boolean has(CommitId commit) {
        try {
            return git.getObjectDatabase().has(id(commit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectId id(CommitId commit) {
        return ObjectId.fromString(commit.value());
    }
}
