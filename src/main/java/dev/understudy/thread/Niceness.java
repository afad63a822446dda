package dev.understudy.thread;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How much a thread gives way to others, as Linux means it: a thread of niceness 10 gets about a tenth of what others
 * get while they need the processor, and all of it when they don't. The JVM's own priorities do nothing there. Elsewhere
 * it has no effect: what POSIX calls niceness belongs to the whole process.
 */
public final class Niceness {
    private static final Logger LOG = Logger.getLogger(Niceness.class);
    private static final int OF_BACKGROUND = 10;
    private static final int OF_COMPILERS = 5;
    /** As Linux shows them, which cuts names at 15 letters. */
    private static final List<String> COMPILERS = List.of("C1 CompilerThre", "C2 CompilerThre");

    private static final Path OWN_THREADS = Path.of("/proc/self/task");
    /** {@code PRIO_PROCESS}: on Linux a single thread, and with the id 0 the thread that calls. */
    private static final int THREAD = 0;

    private static final @Nullable MethodHandle SET = find("setpriority");
    private static final @Nullable MethodHandle GET = find("getpriority");

    private Niceness() {}

    @SuppressWarnings("restricted") // Two numbers in, one out; nothing is read or written through an address.
    private static @Nullable MethodHandle find(String function) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return null;
        }
        boolean sets = function.startsWith("set");
        FunctionDescriptor types = sets
                ? FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                : FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find(function)
                .map(address -> linker.downcallHandle(address, types))
                .orElse(null);
    }

    /** Has the thread that calls give way from here on, and all threads that it starts. There is no way back. */
    public static void giveWay() {
        set(0, OF_BACKGROUND, Thread.currentThread().getName());
    }

    /**
     * Has the JVM's compilers give way a little: they get a quarter of what others get. What a draft makes them compile
     * would else take half of a small machine.
     *
     * @return how many there are; 0 where it can't be told
     */
    public static int compilersGiveWay() {
        int found = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(OWN_THREADS)) {
            for (Path thread : threads) {
                String name = Files.readString(thread.resolve("comm")).strip();
                if (COMPILERS.contains(name)) {
                    set(Integer.parseInt(thread.getFileName().toString()), OF_COMPILERS, name);
                    found++;
                }
            }
        } catch (IOException | DirectoryIteratorException noLinux) {
            LOG.debugf("The JVM's compilers keep their priority: %s", noLinux);
        }
        return found;
    }

    private static void set(int thread, int niceness, String name) {
        MethodHandle set = SET;
        if (set == null) {
            return;
        }
        try {
            if ((int) set.invokeExact(THREAD, thread, niceness) != 0) {
                LOG.warnf("%s could not be given a lower priority.", name);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority takes three numbers.", e);
        }
    }

    /** Of the thread that calls; 0 for a thread that does not give way, or where it can't be told. */
    static int now() {
        MethodHandle get = GET;
        if (get == null) {
            return 0;
        }
        try {
            return (int) get.invokeExact(THREAD, 0);
        } catch (Throwable e) {
            throw new IllegalStateException("getpriority takes two numbers.", e);
        }
    }
}
