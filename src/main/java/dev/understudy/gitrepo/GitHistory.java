package dev.understudy.gitrepo;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** The history of a bare repository. */
final class GitHistory implements History {
    private static final int MOST_COMMITS = 10_000;

    private final Repository git;

    GitHistory(Repository git) {
        this.git = git;
    }

    /** A question that reads the disk. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(RevWalk walk) throws IOException;
    }

    private <T> T read(Question<T> question) {
        try (RevWalk walk = new RevWalk(git)) {
            return question.ask(walk);
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            throw new ProblemException(
                    ProblemType.UNKNOWN_COMMIT, "The rules repository lacks a commit that is needed here.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RevCommit parse(RevWalk walk, CommitId commit) throws IOException {
        return walk.parseCommit(ObjectId.fromString(commit.value()));
    }

    @Override
    public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
        return read(walk -> {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(parse(walk, one));
            walk.markStart(parse(walk, other));
            return Optional.ofNullable(walk.next()).map(commit -> new CommitId(commit.name()));
        });
    }

    @Override
    public List<CommitId> commits(CommitId head, List<CommitId> others, int most) {
        return read(walk -> {
            walk.markStart(parse(walk, head));
            for (CommitId other : others) {
                walk.markUninteresting(parse(walk, other));
            }
            List<CommitId> commits = new ArrayList<>();
            for (RevCommit next = walk.next(); next != null && commits.size() < most; next = walk.next()) {
                commits.add(new CommitId(next.name()));
            }
            return commits;
        });
    }

    @Override
    public SortedSet<String> changedPaths(CommitId before, CommitId after, int most) {
        return read(walk -> {
            SortedSet<String> paths = new TreeSet<>();
            try (TreeWalk files = new TreeWalk(walk.getObjectReader())) {
                files.setRecursive(true);
                files.setFilter(TreeFilter.ANY_DIFF);
                files.addTree(parse(walk, before).getTree());
                files.addTree(parse(walk, after).getTree());
                while (paths.size() < most && files.next()) {
                    paths.add(files.getPathString());
                }
            }
            return paths;
        });
    }

    @Override
    public Optional<byte[]> file(CommitId commit, String path, int mostBytes) {
        return read(walk -> {
            try (TreeWalk file = TreeWalk.forPath(
                    walk.getObjectReader(), path, parse(walk, commit).getTree())) {
                if (file == null) {
                    return Optional.empty();
                }
                int mode = file.getRawMode(0);
                if (!FileMode.REGULAR_FILE.equals(mode) && !FileMode.EXECUTABLE_FILE.equals(mode)) {
                    throw fault(path, "This has to be a plain file, and is none.");
                }
                ObjectLoader blob = walk.getObjectReader().open(file.getObjectId(0));
                if (blob.getSize() > mostBytes) {
                    throw fault(path, "The file has " + blob.getSize() + " bytes; at most " + mostBytes + " are read.");
                }
                return Optional.of(blob.getBytes(mostBytes));
            }
        });
    }

    private static RepositoryFault fault(String path, String message) {
        return new RepositoryFault(List.of(Diagnostic.error(path, 1, 1, message)));
    }

    @Override
    public SortedSet<String> people(Collection<CommitId> commits) {
        return read(walk -> {
            SortedSet<String> people = new TreeSet<>();
            for (CommitId commit : commits) {
                RevCommit parsed = parse(walk, commit);
                for (PersonIdent person : List.of(parsed.getAuthorIdent(), parsed.getCommitterIdent())) {
                    String address = person.getEmailAddress();
                    people.add(person.getName().toLowerCase(Locale.ROOT));
                    people.add(address.substring(0, address.indexOf('@') < 0 ? address.length() : address.indexOf('@'))
                            .toLowerCase(Locale.ROOT));
                }
            }
            return people;
        });
    }

    @Override
    public Optional<Instant> firstAuthored(CommitId head, CommitId base, String folder) {
        return read(walk -> {
            walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(folder), TreeFilter.ANY_DIFF));
            walk.markStart(parse(walk, head));
            walk.markUninteresting(parse(walk, base));
            Instant first = null;
            int looked = 0;
            for (RevCommit next = walk.next(); next != null && looked < MOST_COMMITS; next = walk.next()) {
                Instant authored = next.getAuthorIdent().getWhenAsInstant();
                first = first == null || authored.isBefore(first) ? authored : first;
                looked++;
            }
            return Optional.ofNullable(first);
        });
    }

    @Override
    public String subject(CommitId commit) {
        return read(walk -> OneLine.of(parse(walk, commit).getShortMessage()));
    }
}
