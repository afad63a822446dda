package dev.understudy.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/**
 * What this JVM holds after garbage collection.
 *
 * @param heap in bytes
 * @param metaspace with the compressed class space, in bytes
 */
record Memory(long heap, long metaspace) {
    /** Collects until no more is freed, and looks. */
    static Memory held() throws InterruptedException {
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            System.gc();
            // Class loaders and references are cleared by other threads.
            Thread.sleep(100);
            long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (i > 2 && now > heap - (64 << 10)) {
                break;
            }
            heap = now;
        }
        long metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.NON_HEAP)
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(Memory::used)
                .sum();
        return new Memory(heap, metaspace);
    }

    private static long used(MemoryPoolMXBean pool) {
        return pool.getUsage().getUsed();
    }

    Memory minus(Memory before) {
        return new Memory(heap - before.heap, metaspace - before.metaspace);
    }
}
