package dev.understudy.gitrepo;

import dev.understudy.ruleset.BranchName;
import java.util.Collection;
import java.util.Optional;

/** Which names can stand beside each other. */
final class BranchNames {
    private BranchNames() {}

    /**
     * Why a new branch can't have its name: another differs only in case, so that people and some file systems mix the
     * two up, or git can't keep both, since a branch is a file and a part before a slash is a folder.
     */
    static Optional<String> conflict(BranchName added, Collection<BranchName> others) {
        String name = added.value();
        for (BranchName branch : others) {
            String other = branch.value();
            if (other.equals(name)) {
                continue;
            }
            if (other.equalsIgnoreCase(name)) {
                return Optional.of(
                        "'" + name + "' differs only in case from the branch '" + other + "'; choose another name.");
            }
            if (under(name, other) || under(other, name)) {
                return Optional.of("'" + name + "' and the branch '" + other
                        + "' can't both exist, since one is a folder of the other; choose another name.");
            }
        }
        return Optional.empty();
    }

    private static boolean under(String name, String folder) {
        return name.length() > folder.length()
                && name.charAt(folder.length()) == '/'
                && name.regionMatches(true, 0, folder, 0, folder.length());
    }
}
