package dev.understudy.gitrepo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Such lines in a bare repository. */
final class GitAnchorRef implements AnchorRef {
    private static final String FILE = "heads";

    private final Repository git;

    GitAnchorRef(Repository git) {
        this.git = git;
    }

    @Override
    public synchronized List<String> lines() throws IOException {
        return text(tip()).lines().toList();
    }

    @Override
    public synchronized void append(String line) throws IOException {
        ObjectId before = tip();
        ObjectId commit;
        try (ObjectInserter inserter = git.newObjectInserter()) {
            TreeFormatter tree = new TreeFormatter();
            tree.append(FILE, FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, blob(before, line)));
            CommitBuilder built = new CommitBuilder();
            built.setTreeId(inserter.insert(tree));
            if (before != null) {
                built.setParentId(before);
            }
            built.setAuthor(Seeding.author());
            built.setCommitter(Seeding.author());
            built.setMessage("Audit log: " + line + "\n");
            commit = inserter.insert(built);
            inserter.flush();
        }
        RefUpdate update = git.updateRef(NAME);
        update.setNewObjectId(commit);
        update.setExpectedOldObjectId(before == null ? ObjectId.zeroId() : before);
        update.setRefLogMessage("anchor", false);
        RefUpdate.Result result = update.update();
        if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
            throw new IOException(NAME + " could not be moved: " + result);
        }
    }

    private byte[] blob(@Nullable ObjectId before, String line) throws IOException {
        return (text(before) + line + "\n").getBytes(UTF_8);
    }

    private @Nullable ObjectId tip() throws IOException {
        var ref = git.exactRef(NAME);
        return ref == null ? null : ref.getObjectId();
    }

    private String text(@Nullable ObjectId commit) throws IOException {
        if (commit == null) {
            return "";
        }
        try (ObjectReader reader = git.newObjectReader();
                RevWalk walk = new RevWalk(reader);
                TreeWalk found =
                        TreeWalk.forPath(reader, FILE, walk.parseCommit(commit).getTree())) {
            return found == null
                    ? ""
                    : new String(reader.open(found.getObjectId(0)).getBytes(), UTF_8);
        }
    }
}
