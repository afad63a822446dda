package dev.understudy.engine.facts;

import java.util.Optional;

/**
 * One field of a {@link DeclaredType}; the Java class has a field of the same name.
 *
 * @param name as in the declaration
 * @param required whether facts without it are refused: a primitive without a default, or one marked so
 * @param format of a date: a pattern of {@link java.time.format.DateTimeFormatter} that is taken besides ISO 8601 and
 *     used for output
 * @param line where it is declared
 * @param column where it is declared
 */
public record DeclaredField(String name, boolean required, Optional<String> format, int line, int column) {}
