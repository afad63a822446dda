package dev.understudy.sandbox;

import java.util.List;

/**
 * Something that rules must not do, found in a class file.
 *
 * @param className binary name with slashes
 * @param method the method that does it; empty for the class itself
 * @param hints words that may stand in the source at the place, the best first
 * @param message one or two sentences for the author
 */
public record Finding(String className, String method, List<String> hints, String message) {
    private static final String GUIDE = "; docs/guide/rule-language.md lists what is.";

    static Finding notOffered(String className, String method, String owner, String member) {
        String simple = simple(owner);
        if (member.equals("<init>")) {
            return new Finding(
                    className, method, List.of(simple), "Making a " + simple + " is not offered to rules" + GUIDE);
        }
        if (member.isEmpty()) {
            return new Finding(className, method, List.of(simple), simple + " is not offered to rules" + GUIDE);
        }
        String property = member.startsWith("get") && member.length() > 3
                ? Character.toLowerCase(member.charAt(3)) + member.substring(4)
                : member;
        return new Finding(
                className,
                method,
                List.of(member, property, simple),
                simple + "." + member + " is not offered to rules" + GUIDE);
    }

    static Finding of(String className, String method, String hint, String message) {
        return new Finding(className, method, List.of(hint), message);
    }

    /** A class's name as its author writes it. */
    private static String simple(String owner) {
        String plain = owner.replaceAll("^\\[+L?|;$", "");
        return plain.substring(plain.lastIndexOf('/') + 1).replace('$', '.');
    }
}
