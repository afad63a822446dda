package dev.understudy.gitrepo;

import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.SourceFile;
import dev.understudy.ruleset.TreeId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The top level of one commit: which folders are rulesets, and what is wrong with the others.
 *
 * @param rulesets folders that hold a {@code ruleset.yaml} and have the name of a ruleset
 * @param faults sorted
 */
record CommitLayout(SortedMap<RulesetName, TreeId> rulesets, List<Diagnostic> faults) {
    private static final String MANIFEST = "ruleset.yaml";
    private static final int MAX_FOLDERS = 10_000;
    private static final int MAX_SEARCHED = 10_000;

    static CommitLayout of(ObjectReader reader, ObjectId rootTree) throws IOException {
        SortedMap<RulesetName, TreeId> rulesets = new TreeMap<>();
        List<Diagnostic> faults = new ArrayList<>();
        try (TreeWalk top = new TreeWalk(reader)) {
            top.addTree(rootTree);
            for (int i = 0; i < MAX_FOLDERS && top.next(); i++) {
                String name = top.getNameString();
                if (FileMode.TREE.equals(top.getRawMode(0))) {
                    folder(reader, name, top.getObjectId(0), rulesets, faults);
                } else if (isRules(name)) {
                    faults.add(Diagnostic.warning(
                            name,
                            1,
                            1,
                            "Rules at the top of the repository belong to no ruleset and decide nothing; move the file"
                                    + " into a ruleset's folder."));
                }
            }
        }
        faults.sort(null);
        return new CommitLayout(rulesets, faults);
    }

    private static void folder(
            ObjectReader reader,
            String name,
            ObjectId tree,
            SortedMap<RulesetName, TreeId> rulesets,
            List<Diagnostic> faults)
            throws IOException {
        String manifest = name + "/" + MANIFEST;
        int mode = manifestMode(reader, tree);
        if (FileMode.MISSING.equals(mode)) {
            warnOfRules(reader, name, tree, faults);
        } else if (!FileMode.REGULAR_FILE.equals(mode) && !FileMode.EXECUTABLE_FILE.equals(mode)) {
            faults.add(Diagnostic.error(manifest, 1, 1, "ruleset.yaml has to be a plain file; this is none."));
        } else if (!RulesetName.isValid(name)) {
            faults.add(Diagnostic.error(
                    manifest,
                    1,
                    1,
                    "The folder '" + name + "' can't be the name of a ruleset: 1 to 63 of a-z, 0-9 and '-', starting"
                            + " with a letter or a digit. Rename the folder."));
        } else {
            rulesets.put(new RulesetName(name), new TreeId(tree.name()));
        }
    }

    private static int manifestMode(ObjectReader reader, ObjectId tree) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(reader, MANIFEST, tree)) {
            return walk == null ? FileMode.TYPE_MISSING : walk.getRawMode(0);
        }
    }

    private static void warnOfRules(ObjectReader reader, String name, ObjectId tree, List<Diagnostic> faults)
            throws IOException {
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            for (int i = 0; i < MAX_SEARCHED && walk.next(); i++) {
                if (FileMode.TREE.equals(walk.getRawMode(0))) {
                    walk.enterSubtree();
                } else if (isRules(walk.getNameString())) {
                    faults.add(Diagnostic.warning(
                            name + "/" + walk.getPathString(),
                            1,
                            1,
                            "The folder '" + name + "' has no ruleset.yaml, so its rules decide nothing; add one."));
                    return;
                }
            }
        }
    }

    private static boolean isRules(String name) {
        SourceFile file = new SourceFile(name, new byte[0]);
        return file.isDrl() || file.isDecisionTable();
    }
}
