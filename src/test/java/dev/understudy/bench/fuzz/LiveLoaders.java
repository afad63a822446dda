package dev.understudy.bench.fuzz;

import dev.understudy.engine.build.RuleClassLoader;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Counts the class loaders of rules that something still holds after garbage collection. */
final class LiveLoaders {
    /** What a session that is kept for reuse, and the last case itself, may hold. */
    private static final long SPARE = 6;

    private final long atFirst;

    LiveLoaders() {
        atFirst = count();
    }

    /** Adds a trace when finished cases are held. */
    void check(Findings findings) {
        long now = count();
        if (now > atFirst + SPARE) {
            findings.trace("leak", now - atFirst + " class loaders of finished cases are still alive.");
            findings.spend();
        }
    }

    /** Collects garbage first, as the histogram of live objects does. */
    private static long count() {
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            String histogram = (String) beans.invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
            return histogram
                    .lines()
                    .filter(line -> line.endsWith(" " + RuleClassLoader.class.getName()))
                    .map(line -> line.strip().replaceFirst("^\\d+:\\s+(\\d+)\\s.*", "$1"))
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (JMException e) {
            throw new IllegalStateException("This JVM does not tell what lives in it.", e);
        }
    }
}
