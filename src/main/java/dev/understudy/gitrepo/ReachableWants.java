package dev.understudy.gitrepo;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Gives out any object that a branch reaches, and no other. JGit's own check without bitmaps knows only the newest tree
 * of each branch, so that a partial clone could not look at its history.
 */
final class ReachableWants implements UploadPack.RequestValidator {
    private static final int MAX_OBJECTS = 5_000_000;

    @Override
    public void checkWants(UploadPack pack, List<ObjectId> wants) throws IOException {
        Set<ObjectId> missing = new HashSet<>(wants);
        try (ObjectWalk walk = new ObjectWalk(pack.getRepository())) {
            walk.setRetainBody(false);
            for (Ref ref : pack.getAdvertisedRefs().values()) {
                if (ref.getObjectId() != null) {
                    walk.markStart(walk.parseAny(ref.getObjectId()));
                }
            }
            int seen = 0;
            for (RevObject next = walk.next(); next != null && !missing.isEmpty(); next = walk.next()) {
                missing.remove(next.getId());
            }
            for (RevObject next = walk.nextObject();
                    next != null && !missing.isEmpty() && seen++ < MAX_OBJECTS;
                    next = walk.nextObject()) {
                missing.remove(next.getId());
            }
        }
        if (!missing.isEmpty()) {
            throw new PackProtocolException(
                    "No branch holds " + missing.iterator().next().name() + "; it may have been dropped.");
        }
    }
}
