package dev.understudy.gitrepo;

import dev.understudy.ruleset.SourceFile;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/** The first commit of a hosted repository. */
final class Seeding {
    private static final String MESSAGE = "Sample rules\n\nPut here by the first start of Understudy.\n";

    private Seeding() {}

    /** Who the service is in commits of its own. */
    static PersonIdent author() {
        return new PersonIdent("Understudy", "understudy@localhost");
    }

    /** Commits the files on {@code main}; no files, no commit. */
    static void commit(Repository git, List<SourceFile> files) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        ObjectId commit;
        try (ObjectInserter inserter = git.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            for (SourceFile file : files) {
                DirCacheEntry entry = new DirCacheEntry(file.path());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.content()));
                builder.add(entry);
            }
            builder.finish();
            CommitBuilder built = new CommitBuilder();
            built.setTreeId(index.writeTree(inserter));
            built.setAuthor(author());
            built.setCommitter(author());
            built.setMessage(MESSAGE);
            commit = inserter.insert(built);
            inserter.flush();
        }
        RefUpdate main = git.updateRef(Constants.R_HEADS + "main");
        main.setNewObjectId(commit);
        main.setExpectedOldObjectId(ObjectId.zeroId());
        main.setRefLogMessage("sample rules", false);
        RefUpdate.Result result = main.update();
        if (result != RefUpdate.Result.NEW) {
            throw new IOException("main could not be made: " + result);
        }
    }
}
