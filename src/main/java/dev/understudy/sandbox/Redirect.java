package dev.understudy.sandbox;

import java.lang.reflect.Method;
import org.objectweb.asm.Type;

/**
 * The static method that is called in place of another: its parameters are the receiver, if there is one, and the
 * arguments.
 *
 * @param makes whether it stands for a constructor. It gives the new object then, where the constructor gives nothing
 *     and expects one or two references to the uninitialized object under its arguments
 * @param owner binary name with slashes
 */
record Redirect(boolean makes, String owner, String name, String descriptor) {
    static Redirect to(Method guard, boolean makes) {
        return new Redirect(
                makes,
                Type.getInternalName(guard.getDeclaringClass()),
                guard.getName(),
                Type.getMethodDescriptor(guard));
    }
}
