package dev.understudy.catalog;

/** How old what this node knows of the rules repository is. */
@FunctionalInterface
public interface RepositoryAge {
    /** Seconds since this node last confirmed the repository; no I/O. */
    long seconds();
}
