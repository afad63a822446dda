package dev.understudy.review.difference;

import org.jspecify.annotations.Nullable;

/**
 * A file that differs, line by line.
 *
 * @param change added, removed, changed, or renamed with not a byte changed
 * @param path from the top of the rules repository; where it is gone, on the base
 * @param formerPath its path on the base, if that is another
 * @param form what {@code diff} holds
 * @param addedLines how many lines are new
 * @param removedLines how many are gone
 * @param diff unified, with three lines around each change, in the form of {@code git diff} from {@code ---} on; empty
 *     for what is not {@link Form#TEXT}
 */
public record FileChange(
        Change change,
        String path,
        @Nullable String formerPath,
        Form form,
        int addedLines,
        int removedLines,
        String diff) {
    /** What can be shown. */
    public enum Form {
        /** Lines. */
        TEXT,
        /** No text: a workbook. */
        BINARY,
        /** Text of which more differs than anybody would read. */
        TOO_LARGE
    }
}
