package dev.understudy.gitrepo;

import dev.understudy.content.Remembered;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Merges in a bare repository, with git's recursive strategy. */
final class GitMerges implements Merges {
    private static final int MOST_REMEMBERED = 256;
    private static final int MOST_FILES = 100_000;
    private static final int LONGEST_SIDE = 64 << 10;

    private record Pair(CommitId main, CommitId branch) {}

    private final Repository git;
    private final CommitSigning signing;
    private final Map<Pair, MergeOutcome> known = new Remembered<>(MOST_REMEMBERED);

    GitMerges(Repository git, CommitSigning signing) {
        this.git = git;
        this.signing = signing;
    }

    @Override
    public MergeOutcome merge(CommitId main, CommitId branch) {
        Pair pair = new Pair(main, branch);
        synchronized (known) {
            MergeOutcome remembered = known.get(pair);
            if (remembered != null) {
                return remembered;
            }
        }
        MergeOutcome outcome;
        try (RevWalk walk = new RevWalk(git)) {
            outcome = merge(
                    walk.parseCommit(ObjectId.fromString(main.value())),
                    walk.parseCommit(ObjectId.fromString(branch.value())),
                    walk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        synchronized (known) {
            known.put(pair, outcome);
        }
        return outcome;
    }

    private MergeOutcome merge(RevCommit main, RevCommit branch, RevWalk walk) throws IOException {
        if (walk.isMergedInto(branch, main)) {
            return new MergeOutcome.Nothing(new CommitId(main.name()));
        }
        if (isTooLarge(branch)) {
            return new MergeOutcome.Conflict(
                    List.of(new MergeOutcome.FileConflict(".", MergeOutcome.Kind.TOO_MANY_FILES, List.of())));
        }
        ResolveMerger merger = (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(git, true);
        if (!merger.merge(main, branch)) {
            return new MergeOutcome.Conflict(conflicts(merger, main, branch));
        }
        ObjectId tree = merger.getResultTreeId();
        return tree.equals(main.getTree().getId())
                ? new MergeOutcome.Nothing(new CommitId(main.name()))
                : new MergeOutcome.Clean(new CommitId(main.name()), new CommitId(branch.name()), tree.name());
    }

    /** A few small trees that hold one another several times over would unfold without an end. */
    private boolean isTooLarge(RevCommit commit) throws IOException {
        try (TreeWalk walk = new TreeWalk(git)) {
            walk.setRecursive(true);
            walk.addTree(commit.getTree());
            int files = 0;
            while (files <= MOST_FILES && walk.next()) {
                files++;
            }
            return files > MOST_FILES;
        }
    }

    private List<MergeOutcome.FileConflict> conflicts(ResolveMerger merger, RevCommit main, RevCommit branch)
            throws IOException {
        TreeSet<String> paths = new TreeSet<>(merger.getUnmergedPaths());
        if (merger.getFailingPaths() != null) {
            paths.addAll(merger.getFailingPaths().keySet());
        }
        List<MergeOutcome.FileConflict> files = new ArrayList<>();
        for (String path : paths) {
            if (!isIn(path, main)) {
                files.add(new MergeOutcome.FileConflict(path, MergeOutcome.Kind.DELETED_ON_MAIN, List.of()));
            } else if (!isIn(path, branch)) {
                files.add(new MergeOutcome.FileConflict(path, MergeOutcome.Kind.DELETED_ON_BRANCH, List.of()));
            } else {
                List<MergeOutcome.Place> places =
                        places(merger.getMergeResults().get(path));
                files.add(new MergeOutcome.FileConflict(
                        path,
                        places.isEmpty() ? MergeOutcome.Kind.NOT_MERGEABLE : MergeOutcome.Kind.BOTH_CHANGED,
                        places));
            }
        }
        return files;
    }

    private boolean isIn(String path, RevCommit commit) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(git, path, commit.getTree())) {
            return walk != null;
        }
    }

    private static List<MergeOutcome.Place> places(@Nullable MergeResult<? extends Sequence> result) {
        List<MergeOutcome.Place> places = new ArrayList<>();
        if (result == null || !result.containsConflicts()) {
            return places;
        }
        MergeOutcome.Side main = null;
        for (MergeChunk chunk : result) {
            MergeChunk.ConflictState state = chunk.getConflictState();
            if (state == MergeChunk.ConflictState.FIRST_CONFLICTING_RANGE) {
                main = side(result, chunk);
            } else if (state == MergeChunk.ConflictState.NEXT_CONFLICTING_RANGE && main != null) {
                places.add(new MergeOutcome.Place(main, side(result, chunk)));
                main = null;
            }
        }
        return places;
    }

    private static MergeOutcome.Side side(MergeResult<? extends Sequence> result, MergeChunk chunk) {
        String text = "";
        if (result.getSequences().get(chunk.getSequenceIndex()) instanceof RawText raw) {
            text = raw.getString(chunk.getBegin(), chunk.getEnd(), false);
        }
        return new MergeOutcome.Side(
                chunk.getBegin() + 1,
                chunk.getEnd() - chunk.getBegin(),
                text.length() > LONGEST_SIDE ? text.substring(0, LONGEST_SIDE) + "…" : text);
    }

    @Override
    public SortedMap<RulesetName, TreeId> rulesets(MergeOutcome.Clean merge) {
        try (ObjectReader reader = git.newObjectReader()) {
            return Collections.unmodifiableSortedMap(
                    CommitLayout.of(reader, ObjectId.fromString(merge.tree())).rulesets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CommitId commit(MergeOutcome.Clean merge, String author, String message) {
        return commit(
                ObjectId.fromString(merge.tree()),
                List.of(
                        ObjectId.fromString(merge.main().value()),
                        ObjectId.fromString(merge.branch().value())),
                author,
                message);
    }

    @Override
    public CommitId replace(CommitId main, RulesetName ruleset, TreeId tree, String author, String message) {
        ObjectId parent = ObjectId.fromString(main.value());
        ObjectId root;
        try (RevWalk walk = new RevWalk(git);
                ObjectInserter inserter = git.newObjectInserter()) {
            TreeFormatter formatter = new TreeFormatter();
            boolean found = false;
            CanonicalTreeParser entries = new CanonicalTreeParser(
                    null, walk.getObjectReader(), walk.parseCommit(parent).getTree());
            for (; !entries.eof(); entries.next(1)) {
                boolean replaced = entries.getEntryPathString().equals(ruleset.value());
                found |= replaced;
                formatter.append(
                        entries.getEntryPathString(),
                        entries.getEntryFileMode(),
                        replaced ? ObjectId.fromString(tree.value()) : entries.getEntryObjectId());
            }
            if (!found) {
                throw new IllegalArgumentException("There is no folder " + ruleset + " in " + main + ".");
            }
            root = inserter.insert(formatter);
            inserter.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return commit(root, List.of(parent), author, message);
    }

    private CommitId commit(ObjectId tree, List<ObjectId> parents, String author, String message) {
        try (ObjectInserter inserter = git.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree);
            commit.setParentIds(parents);
            PersonIdent service = Seeding.author();
            commit.setCommitter(service);
            commit.setAuthor(
                    new PersonIdent(author, author + "@understudy", service.getWhenAsInstant(), service.getZoneId()));
            commit.setEncoding(StandardCharsets.UTF_8);
            commit.setMessage(message);
            signing.sign(commit);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return new CommitId(id.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
