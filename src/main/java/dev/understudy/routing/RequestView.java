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

    /** Whether a share link may have a say, so that choosing may have to wait for the database. */
    default boolean isPreviewed() {
        return header(RulesHeaders.PREVIEW) != null || cookie(RulesHeaders.PREVIEW_COOKIE) != null;
    }

    /** The method; empty when there is none. */
    default String method() {
        return "";
    }

    /** The path as it was sent; empty when there is none. */
    default String path() {
        return "";
    }

    /** Where it comes from, an address without a port; empty when nobody knows. */
    default String address() {
        return "";
    }
}
