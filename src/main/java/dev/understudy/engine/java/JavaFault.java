package dev.understudy.engine.java;

/**
 * What the Java compiler says against a source.
 *
 * @param path of the {@link JavaSource}
 * @param line counted from 1
 * @param column counted from 1
 * @param fragment the piece of source that it points at
 * @param offset where the fragment starts in the source
 * @param message in the compiler's words
 */
public record JavaFault(String path, int line, int column, String fragment, int offset, String message) {}
