package dev.understudy.sandbox;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/**
 * One class or package of a list.
 *
 * @param name binary name with slashes
 * @param wholePackage whether it stands for each class of a package
 * @param value whether its objects never change
 * @param scope whose code may use it
 * @param members names, {@code name(types)} for one overload, {@code new} for constructors, {@code *} for all
 * @param place file and line, for messages
 */
record Entry(String name, boolean wholePackage, boolean value, Scope scope, Set<String> members, String place) {
    /** Whether it names this member. */
    boolean names(String member, String descriptor) {
        if (members.contains("*")) {
            return true;
        }
        String word = member.equals("<init>") ? "new" : member;
        if (members.contains(word)) {
            return true;
        }
        return descriptor.startsWith("(") && members.contains(word + parameters(descriptor));
    }

    /** {@code (int,java.lang.String)} for a method's descriptor. */
    static String parameters(String descriptor) {
        return Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(Type::getClassName)
                .collect(Collectors.joining(",", "(", ")"));
    }
}
