package dev.understudy.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rights that an endpoint takes. {@link RightsGate} asks for all of {@link #value} before the body is read. An
 * endpoint has either this or {@link Open}, else the service does not start.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    /** What everybody needs who calls; empty only where {@link #further} has all of it. */
    Right[] value() default {};

    /** What is needed besides, where that hangs on what is sent or on what is there: the service asks for it. */
    Further[] further() default {};

    /** Whether the service asks for the ruleset's sake, as the path does not name the ruleset. */
    boolean asksForRuleset() default false;

    /** One right that the content decides. */
    @Target({})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Further {
        /** The right. */
        Right right();

        /** When it is needed: the end of a sentence that begins with "when". */
        String when();
    }
}
