package dev.understudy.gitrepo;

import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.SourceFile;
import dev.understudy.ruleset.TreeId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Reads all files of one ruleset. Bounded in all directions, since git objects can be made by hand: a few small trees
 * that hold one another several times over would otherwise unfold without an end. Used once, by one thread.
 */
final class RulesetReader {
    private static final int MAX_FILES = 2_000;
    private static final int MAX_FILE_BYTES = 4 << 20;
    private static final long MAX_TOTAL_BYTES = 16L << 20;
    private static final int MAX_ENTRIES = 20_000;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_FAULTS = 20;

    private final ObjectReader reader;
    private final RulesetName name;
    private final List<SourceFile> files = new ArrayList<>();
    private final List<Diagnostic> faults = new ArrayList<>();
    private long totalBytes;

    RulesetReader(ObjectReader reader, RulesetName name) {
        this.reader = reader;
        this.name = name;
    }

    RulesetSource read(TreeId tree) throws IOException {
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(ObjectId.fromString(tree.value()));
            for (int entries = 1; walk.next() && faults.size() < MAX_FAULTS; entries++) {
                if (entries > MAX_ENTRIES || walk.getDepth() > MAX_DEPTH) {
                    throw refused(
                            walk.getPathString(),
                            "A ruleset has at most " + MAX_ENTRIES + " files and folders, nested at most " + MAX_DEPTH
                                    + " deep; this one has more.");
                }
                take(walk);
            }
        }
        if (!faults.isEmpty()) {
            throw new RepositoryFault(faults);
        }
        files.sort(Comparator.comparing(SourceFile::path));
        return new RulesetSource(name, tree, files);
    }

    private void take(TreeWalk walk) throws IOException {
        int mode = walk.getRawMode(0);
        String path = walk.getPathString();
        if (FileMode.TREE.equals(mode)) {
            walk.enterSubtree();
        } else if (FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode)) {
            files.add(new SourceFile(path, content(path, walk.getObjectId(0))));
        } else {
            String kind = FileMode.SYMLINK.equals(mode) ? "a symbolic link" : "a submodule";
            faults.add(
                    fault(path, "This is " + kind + "; a ruleset holds plain files only. Put the file itself here."));
        }
        if (files.size() > MAX_FILES) {
            throw refused(path, "A ruleset has at most 2,000 files; this one has more.");
        }
    }

    private byte[] content(String path, ObjectId id) throws IOException {
        ObjectLoader blob = reader.open(id, Constants.OBJ_BLOB);
        if (blob.getSize() > MAX_FILE_BYTES) {
            throw refused(path, "A file of a ruleset has at most 4 MiB; this one has " + blob.getSize() + " bytes.");
        }
        totalBytes += blob.getSize();
        if (totalBytes > MAX_TOTAL_BYTES) {
            throw refused(path, "The files of a ruleset have at most 16 MiB together; with this one they have more.");
        }
        return blob.getBytes(MAX_FILE_BYTES);
    }

    private RepositoryFault refused(String path, String message) {
        return new RepositoryFault(List.of(fault(path, message)));
    }

    private Diagnostic fault(String path, String message) {
        return Diagnostic.error(name.value() + "/" + path, 1, 1, message);
    }
}
