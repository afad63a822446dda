package dev.understudy.gitrepo;

import dev.understudy.content.Remembered;
import dev.understudy.ruleset.CommitId;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Which commits some head reaches. Remembers its answers for as long as the heads stay the same. */
final class Reachability {
    private static final int MAX_COMMITS = 200_000;
    private static final int MAX_REMEMBERED = 4_096;

    private record Pair(CommitId head, CommitId commit) {}

    private final Map<Pair, Boolean> pasts = new Remembered<>(MAX_REMEMBERED);

    private record Answers(Set<CommitId> heads, Map<CommitId, Boolean> known) {}

    private final Repository git;
    private volatile Answers answers = new Answers(Set.of(), new ConcurrentHashMap<>());

    Reachability(Repository git) {
        this.git = git;
    }

    boolean reaches(Set<CommitId> heads, CommitId commit) throws IOException {
        if (heads.contains(commit)) {
            return true;
        }
        Answers current = answers;
        if (!current.heads.equals(heads) || current.known.size() > MAX_REMEMBERED) {
            current = new Answers(heads, new ConcurrentHashMap<>());
            answers = current;
        }
        Boolean known = current.known.get(commit);
        if (known == null) {
            known = walk(heads, commit);
            current.known.put(commit, known);
        }
        return known;
    }

    /** What is in a commit's past never changes, so these answers are kept until others push them out. */
    boolean isInPastOf(CommitId head, CommitId commit) throws IOException {
        Pair pair = new Pair(head, commit);
        synchronized (pasts) {
            Boolean known = pasts.get(pair);
            if (known != null) {
                return known;
            }
        }
        boolean answer = head.equals(commit) || walk(Set.of(head), commit);
        synchronized (pasts) {
            pasts.put(pair, answer);
        }
        return answer;
    }

    private boolean walk(Set<CommitId> heads, CommitId commit) throws IOException {
        try (RevWalk walk = new RevWalk(git)) {
            walk.setRetainBody(false);
            RevCommit wanted;
            try {
                wanted = walk.parseCommit(ObjectId.fromString(commit.value()));
            } catch (MissingObjectException | IncorrectObjectTypeException e) {
                return false;
            }
            for (CommitId head : heads) {
                walk.markStart(walk.parseCommit(ObjectId.fromString(head.value())));
            }
            for (int seen = 0; seen < MAX_COMMITS; seen++) {
                RevCommit next = walk.next();
                if (next == null) {
                    return false;
                }
                if (next.equals(wanted)) {
                    return true;
                }
            }
            return false;
        }
    }
}
