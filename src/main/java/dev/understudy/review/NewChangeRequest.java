package dev.understudy.review;

import org.jspecify.annotations.Nullable;

/**
 * The wish to open a change request.
 *
 * @param branch what asks to become main
 * @param title one line of 1 to 200 characters
 * @param text Markdown, at most 64 KiB; nothing when it is left out
 * @param base main, which is also meant when it is left out
 * @param blastRadius what the change does at most
 */
record NewChangeRequest(
        @Nullable String branch,
        @Nullable String title,
        @Nullable String text,
        @Nullable String base,
        @Nullable BlastRadius blastRadius) {}
