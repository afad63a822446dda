package dev.understudy.gitrepo;

import dev.understudy.ruleset.SourceFile;
import java.io.IOException;
import java.util.List;

/** What a hosted repository holds on its first start. */
@FunctionalInterface
public interface SeedSource {
    /** The files, with paths from the top of the repository; empty for a repository without a commit. */
    List<SourceFile> files() throws IOException;
}
