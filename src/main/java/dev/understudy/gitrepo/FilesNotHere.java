package dev.understudy.gitrepo;

import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;

/** Files of a ruleset are not in this node's repository; the next fetch may bring them. */
public final class FilesNotHere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which ruleset, and which files of it. */
    public FilesNotHere(RulesetName ruleset, TreeId tree) {
        super("Files of '" + ruleset + "' at tree " + tree + " are not here.", null, false, false);
    }
}
