package dev.understudy.decisionlog.journal;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What may fail below a journal. Tests put a disk in its place that counts, waits or fails. */
interface Disk {
    /** The machine's own. */
    Disk REAL = new Disk() {
        // Of the disks that were tried, more did not make faster.
        private static final int FORCES_AT_A_TIME = 3;

        @Override
        public void allocate(Path file, long bytes) throws IOException {
            Blocks.fill(file, bytes);
        }

        @Override
        public void force(FileChannel file) throws IOException {
            file.force(true);
        }

        @Override
        public void force(MemorySegment mapped) {
            mapped.force();
        }

        @Override
        public int forcesAtATime() {
            return FORCES_AT_A_TIME;
        }
    };

    /** Makes a file of zeros that take up real blocks: a mapped file with holes kills the process when full. */
    void allocate(Path file, long bytes) throws IOException;

    /** Returns once the file, or the names in the folder, are on the disk. */
    void force(FileChannel file) throws IOException;

    /**
     * Returns once that part of a mapped file is on the disk.
     *
     * @throws java.io.UncheckedIOException when the disk fails
     */
    void force(MemorySegment mapped);

    /** How many forces of mapped files are worth to be under way at once. */
    default int forcesAtATime() {
        return 1;
    }
}
