package dev.understudy.ruleset;

import java.util.List;

/**
 * All that a ruleset is made of, at one tree.
 *
 * @param name the ruleset
 * @param tree git's id of its folder
 * @param files its files, sorted by path
 */
public record RulesetSource(RulesetName name, TreeId tree, List<SourceFile> files) {
    /** Keeps its own copy of the list. */
    public RulesetSource {
        files = List.copyOf(files);
    }

    /** The total size of the files in bytes. */
    public long bytes() {
        return files.stream().mapToLong(file -> file.content().length).sum();
    }

    /** The path of {@code file} from the top of the rules repository, as diagnostics name it. */
    public String repositoryPath(SourceFile file) {
        return name.value() + "/" + file.path();
    }
}
