package dev.understudy.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request carries that may choose a branch. */
public interface RequestView {
    /** A header's first value, or null. */
    @Nullable
    String header(String name);

    /** All values of a header, in their order. */
    default List<String> headers(String name) {
        String first = header(name);
        return first == null ? List.of() : List.of(first);
    }

    /** A cookie's value, or null. */
    @Nullable
    String cookie(String name);
}
