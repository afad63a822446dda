package dev.understudy.engine.facts;

import java.util.List;

/**
 * One type that a ruleset declares; an enum is one whose {@code javaClass} is one.
 *
 * @param name its simple name, as JSON and errors say it
 * @param javaClass the class made from it, with a constructor without parameters
 * @param file path from the top of the rules repository
 * @param line where it is declared
 * @param fields its fields, inherited ones first, in the order of declaration; empty for an enum
 */
public record DeclaredType(String name, Class<?> javaClass, String file, int line, List<DeclaredField> fields) {
    /** Keeps its own copy of the list. */
    public DeclaredType {
        fields = List.copyOf(fields);
    }
}
