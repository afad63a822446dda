package dev.understudy.gitrepo;

import java.io.IOException;
import java.util.List;

/**
 * Lines of text that the repository keeps beside the rules, in the file {@code heads} of a ref of its own, {@value
 * #NAME}: a commit for each line. Whoever fetches it has what was known then. Thread-safe.
 */
public interface AnchorRef {
    /** The ref. */
    String NAME = "refs/understudy/audit";

    /** All of them, the oldest first. */
    List<String> lines() throws IOException;

    /**
     * Adds one.
     *
     * @throws IOException when the disk fails, or another process moved the ref at the same time
     */
    void append(String line) throws IOException;
}
