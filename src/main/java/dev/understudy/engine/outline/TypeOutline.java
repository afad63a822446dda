package dev.understudy.engine.outline;

import dev.understudy.engine.drl.Place;
import java.util.List;

/**
 * A declared type.
 *
 * @param name its simple name
 * @param packageName its package
 * @param isEnum whether it is an enum
 * @param parent simple name of the declared type that it extends; empty when none
 * @param annotations as written, sorted
 * @param fields its own, in order
 * @param constants of an enum, in order, each with its arguments: {@code ICU("x")}
 * @param place where it is declared
 */
public record TypeOutline(
        String name,
        String packageName,
        boolean isEnum,
        String parent,
        List<String> annotations,
        List<Field> fields,
        List<Constant> constants,
        Place place) {
    /**
     * A field.
     *
     * @param name its name
     * @param type as written, without blanks
     * @param required whether callers have to send it
     * @param annotations as written, sorted
     * @param initial its default; empty when none
     * @param place where its name stands
     */
    public record Field(
            String name, String type, boolean required, List<String> annotations, String initial, Place place) {
        /** {@code int = 5 @key}, as a person would write it. */
        public String text() {
            return type
                    + (initial.isEmpty() ? "" : " = " + initial)
                    + (annotations.isEmpty() ? "" : " " + String.join(" ", annotations));
        }
    }

    /**
     * A constant of an enum.
     *
     * @param name its name
     * @param arguments what stands in brackets behind it, joined; empty when nothing
     */
    public record Constant(String name, String arguments) {}
}
