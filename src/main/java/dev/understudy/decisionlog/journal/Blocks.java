package dev.understudy.decisionlog.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Files of zeros that have their blocks. Linux is asked to set the blocks aside, which takes a millisecond whatever the
 * size, and writes them but once; where it can't, the zeros are written.
 */
final class Blocks {
    private static final int CHUNK = 1 << 20;
    /** {@code rw-r-----}, as far as the umask has it. */
    private static final int MODE = 0640;

    private static final int INTERRUPTED = 4;
    private static final int NO_SPACE = 28;
    private static final int OVER_QUOTA = 122;
    private static final int INVALID = 22;
    private static final int NOT_THERE = 38;
    private static final int NOT_SUPPORTED = 95;

    private static final @Nullable MethodHandle CREATE =
            find("creat", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final @Nullable MethodHandle SET_ASIDE = find(
            "posix_fallocate",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final @Nullable MethodHandle CLOSE =
            find("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Blocks() {}

    @SuppressWarnings("restricted") // The one address is that of a text that lives as long as the call.
    private static @Nullable MethodHandle find(String function, FunctionDescriptor types) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find(function)
                .map(address -> linker.downcallHandle(address, types))
                .orElse(null);
    }

    /** Makes a file anew, of so many zeros. */
    static void fill(Path file, long bytes) throws IOException {
        if (!setAside(file, bytes)) {
            write(file, bytes);
        }
    }

    /** Whether that could be asked for, and was done. */
    private static boolean setAside(Path file, long bytes) throws IOException {
        MethodHandle create = CREATE;
        MethodHandle setAside = SET_ASIDE;
        MethodHandle close = CLOSE;
        if (create == null || setAside == null || close == null) {
            return false;
        }
        int fault;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(file.toString());
            int descriptor = (int) create.invokeExact(name, MODE);
            if (descriptor < 0) {
                return false;
            }
            try {
                do {
                    fault = (int) setAside.invokeExact(descriptor, 0L, bytes);
                } while (fault == INTERRUPTED);
            } finally {
                int _ = (int) close.invokeExact(descriptor);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("These functions take numbers and a text.", e);
        }
        return switch (fault) {
            case 0 -> true;
            case NO_SPACE -> throw new IOException("No space left on device");
            case OVER_QUOTA -> throw new IOException("Disk quota exceeded");
            case INVALID, NOT_THERE, NOT_SUPPORTED -> false;
            default -> throw new IOException("posix_fallocate fails with error " + fault);
        };
    }

    static void write(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
            for (long at = 0; at < bytes; ) {
                zeros.clear().limit((int) Math.min(CHUNK, bytes - at));
                at += channel.write(zeros, at);
            }
            // Only now a file system that allocates late has found its blocks, or has said that there are none.
            channel.force(true);
        }
    }
}
