package dev.understudy.engine.java;

/**
 * One compilation unit.
 *
 * @param path from the source root, {@code acme/rules/Flight.java}; names the unit in {@link JavaFault}
 * @param text the source
 */
public record JavaSource(String path, String text) {
    /** The binary name of its main type: {@code acme/rules/Flight}. */
    String mainType() {
        return path.substring(0, path.length() - ".java".length());
    }
}
