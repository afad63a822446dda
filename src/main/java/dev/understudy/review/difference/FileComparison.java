package dev.understudy.review.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.SourceFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares files line by line. */
final class FileComparison {
    private static final int CONTEXT_LINES = 3;
    /** Comparing takes time by the product of both sides' lines, and nobody reads more. */
    private static final int MOST_LINES = 4_000;

    private static final String LAST_LINE_END = "\\ Only the end of the last line differs.\n";
    private static final SourceFile NOTHING = new SourceFile("", new byte[0]);

    private FileComparison() {}

    /** A file and its path from the top of the repository. */
    private record Placed(String path, SourceFile file) {
        boolean sameBytes(Placed other) {
            return Arrays.equals(file.content(), other.file.content());
        }
    }

    static List<FileChange> of(@Nullable RulesetSource base, @Nullable RulesetSource branch) {
        List<Placed> then = files(base);
        List<Placed> now = files(branch);
        Matching<Placed> pairs = new Matching<>(then, now)
                .by(Placed::path)
                .by(each -> each.file().content().length == 0
                        ? null
                        : ByteBuffer.wrap(each.file().content()));
        List<FileChange> changes = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            Placed file = now.get(i);
            pairs.former(i)
                    .ifPresentOrElse(
                            former -> compare(former, file, changes),
                            () -> changes.add(change(Change.ADDED, file.path(), NOTHING, file.file())));
        }
        pairs.lost().forEach(lost -> changes.add(change(Change.REMOVED, lost.path(), lost.file(), NOTHING)));
        changes.sort(Comparator.comparing(FileChange::path));
        return changes;
    }

    private static List<Placed> files(@Nullable RulesetSource source) {
        return source == null
                ? List.of()
                : source.files().stream()
                        .map(file -> new Placed(source.repositoryPath(file), file))
                        .toList();
    }

    private static void compare(Placed former, Placed now, List<FileChange> changes) {
        if (!former.path().equals(now.path())) {
            changes.add(new FileChange(Change.RENAMED, now.path(), former.path(), FileChange.Form.TEXT, 0, 0, ""));
        } else if (!former.sameBytes(now)) {
            changes.add(change(Change.CHANGED, now.path(), former.file(), now.file()));
        }
    }

    private static FileChange change(Change change, String path, SourceFile then, SourceFile now) {
        if (isBinary(then) || isBinary(now)) {
            return new FileChange(change, path, null, FileChange.Form.BINARY, 0, 0, "");
        }
        List<String> before = lines(then);
        List<String> after = lines(now);
        int head = common(before, after);
        int tail = common(
                before.subList(head, before.size()).reversed(),
                after.subList(head, after.size()).reversed());
        if (before.size() + after.size() - 2 * (head + tail) > MOST_LINES) {
            return new FileChange(
                    change,
                    path,
                    null,
                    FileChange.Form.TOO_LARGE,
                    after.size() - head - tail,
                    before.size() - head - tail,
                    "");
        }
        Patch<String> patch = joined(before, after);
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                change == Change.ADDED ? "/dev/null" : "a/" + path,
                change == Change.REMOVED ? "/dev/null" : "b/" + path,
                before,
                patch,
                CONTEXT_LINES);
        return new FileChange(
                change,
                path,
                null,
                FileChange.Form.TEXT,
                count(patch, AbstractDelta::getTarget),
                count(patch, AbstractDelta::getSource),
                diff.isEmpty() ? LAST_LINE_END : String.join("\n", diff) + "\n");
    }

    /** What is lost and what is new at the same place belong together; the library tells them one by one. */
    private static Patch<String> joined(List<String> before, List<String> after) {
        List<AbstractDelta<String>> deltas = new ArrayList<>(
                DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>()).getDeltas());
        Patch<String> joined = new Patch<>();
        for (int i = 0; i < deltas.size(); ) {
            AbstractDelta<String> first = deltas.get(i);
            int start = first.getSource().getPosition();
            int end = end(first.getSource());
            int target = first.getTarget().getPosition();
            int targetEnd = end(first.getTarget());
            for (i++; i < deltas.size() && deltas.get(i).getSource().getPosition() == end; i++) {
                end = end(deltas.get(i).getSource());
                target = Math.min(target, deltas.get(i).getTarget().getPosition());
                targetEnd = Math.max(targetEnd, end(deltas.get(i).getTarget()));
            }
            joined.addDelta(new ChangeDelta<>(
                    new Chunk<>(start, before.subList(start, end)),
                    new Chunk<>(target, after.subList(target, targetEnd))));
        }
        return joined;
    }

    private static int end(Chunk<String> chunk) {
        return chunk.getPosition() + chunk.size();
    }

    private static int count(Patch<String> patch, Function<AbstractDelta<String>, Chunk<String>> side) {
        return patch.getDeltas().stream()
                .mapToInt(delta -> side.apply(delta).size())
                .sum();
    }

    private static int common(List<String> one, List<String> other) {
        int most = Math.min(one.size(), other.size());
        int common = 0;
        while (common < most && one.get(common).equals(other.get(common))) {
            common++;
        }
        return common;
    }

    private static List<String> lines(SourceFile file) {
        String text = file.text();
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    /** As git has it, a NUL makes a file binary; so does what is no UTF-8. */
    private static boolean isBinary(SourceFile file) {
        byte[] content = file.content();
        for (byte each : content) {
            if (each == 0) {
                return true;
            }
        }
        try {
            var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return false;
        } catch (CharacterCodingException e) {
            return true;
        }
    }
}
