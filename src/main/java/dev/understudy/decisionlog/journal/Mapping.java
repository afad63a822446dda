package dev.understudy.decisionlog.journal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A file in memory.
 *
 * @param arena what the mappings belong to
 * @param views the whole file as each thread that forces it sees it, through an opening of its own: the operating system
 *     tells each opening once that a write failed. Empty when nothing is ever forced.
 */
record Mapping(Arena arena, List<MemorySegment> views) {
    /** Of a file that is only read. */
    static Mapping readOnly(Arena arena) {
        return new Mapping(arena, List.of());
    }
}
