package dev.understudy.routing;

import org.jspecify.annotations.Nullable;

/** What a request carries that may choose a branch. */
public interface RequestView {
    /** A header's first value, or null. */
    @Nullable
    String header(String name);

    /** A cookie's value, or null. */
    @Nullable
    String cookie(String name);
}
