package dev.understudy.engine.outline;

import dev.understudy.engine.drl.Place;

/**
 * An import or a global.
 *
 * @param text {@code import java.time.LocalDate}
 * @param packageName the package that has it
 * @param place where it stands first
 */
public record NamedLine(String text, String packageName, Place place) {}
