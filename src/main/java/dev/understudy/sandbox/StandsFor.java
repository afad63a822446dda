package dev.understudy.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the method of Java, or of the engine, that a guard stands in for. The guard is public, static, and has the same
 * parameters, with the receiver first if there is one, and the same result. A guard for a constructor gives the new
 * object.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface StandsFor {
    String NEW = "new";

    /** The class that declares it. */
    Class<?> value();

    /** Its name when the guard is called otherwise; {@value #NEW} for a constructor. */
    String method() default "";

    /** Whether it stands for {@code super.method(...)}, which must not come back to the overriding method. */
    boolean superCall() default false;
}
