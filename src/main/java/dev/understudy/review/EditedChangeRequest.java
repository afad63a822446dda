package dev.understudy.review;

import org.jspecify.annotations.Nullable;

/**
 * Other words of a change request, in place of those that it had.
 *
 * @param title one line of 1 to 200 characters
 * @param text Markdown, at most 64 KiB; nothing when it is left out
 * @param blastRadius what the change does at most; nothing is declared when it is left out
 */
record EditedChangeRequest(
        @Nullable String title,
        @Nullable String text,
        @Nullable BlastRadius blastRadius) {}
