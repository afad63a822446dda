package dev.understudy.decisionlog.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The journal can't do what it was asked for; the message is a sentence for the operator that names the file. */
public final class JournalException extends RuntimeException {
    JournalException(String message) {
        super(message);
    }

    JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The operating system's words, without the path that the sentence has already. */
    static String reason(@Nullable Throwable e) {
        return switch (e) {
            case null -> "unknown reason";
            case UncheckedIOException wrapped -> reason(wrapped.getCause());
            case FileAlreadyExistsException file -> "a file of that name is in the way";
            case NotDirectoryException file -> "it is no folder";
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "no such place";
            case FileSystemException system
            when system.getReason() != null -> system.getReason().toLowerCase(Locale.ROOT);
            case IOException io -> firstLine(io).toLowerCase(Locale.ROOT);
            default -> firstLine(e);
        };
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown reason");
    }
}
