package dev.understudy.engine.table;

import java.util.Optional;

/** How a decision table is stored. */
public enum Format {
    /** Excel's {@code .drl.xlsx}. */
    XLSX,
    /** Comma-separated text in UTF-8, {@code .drl.csv}. */
    CSV;

    /** The format that a file's name stands for; empty when it is no decision table. */
    public static Optional<Format> of(String path) {
        if (path.endsWith(".drl.xlsx")) {
            return Optional.of(XLSX);
        }
        return path.endsWith(".drl.csv") ? Optional.of(CSV) : Optional.empty();
    }
}
