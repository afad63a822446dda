package dev.understudy.engine.build;

import java.util.Optional;

/** Counts the classes of a ruleset while it is built. Thread-safe. */
final class ClassCount {
    private final BuildLimits most;
    private int classes;
    private long bytes;

    ClassCount(BuildLimits most) {
        this.most = most;
    }

    void add(UnitClasses unit) {
        add(unit.classes().size(), unit.bytes());
    }

    synchronized void add(int number, long size) {
        classes += number;
        bytes += size;
    }

    /** Which limit is passed, in a sentence; nothing when none is. */
    synchronized Optional<String> breach() {
        if (classes > most.classes()) {
            return Optional.of("The rules make more than " + most.classes()
                    + " classes, which is the limit of a build; divide the ruleset, or its largest rules.");
        }
        if (bytes > most.classBytes()) {
            return Optional.of("The rules make more than " + (most.classBytes() >> 20)
                    + " MiB of classes, which is the limit of a build; divide the ruleset, or its largest rules.");
        }
        return Optional.empty();
    }
}
