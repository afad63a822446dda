package dev.understudy.testsupport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What a class writes to the log, from when this was made until it is closed. */
public final class LoggedLines extends Handler {
    private final Logger logger;
    private final PatternFormatter text;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Listens to the logger of that class. */
    public LoggedLines(Class<?> of) {
        this(of.getName(), "%p %s");
    }

    private LoggedLines(String name, String pattern) {
        text = new PatternFormatter(pattern);
        logger = Logger.getLogger(name);
        logger.addHandler(this);
    }

    /** Listens to all that is logged, exceptions with their traces included. */
    public static LoggedLines ofAll() {
        return new LoggedLines("", "%p %c %s%e");
    }

    /** Each line as {@code LEVEL text}. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(text.format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
