package dev.understudy.bench;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What a JVM of the benchmark logs: warnings, as the service does of its libraries. */
final class Logging {
    private Logging() {}

    /** Has to come first in a {@code main}: until it is told a level, the log manager keeps every record of Drools'. */
    static void quiet() {
        // Quarkus' libraries complain when another is there first.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logger.getLogger("").setLevel(Level.WARNING);
    }
}
