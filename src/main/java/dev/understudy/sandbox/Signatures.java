package dev.understudy.sandbox;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** Generic signatures of class files. */
final class Signatures {
    private Signatures() {}

    /** The classes that a signature of a method, field or class names. */
    static Stream<String> names(String signature) {
        Stream.Builder<String> names = Stream.builder();
        SignatureVisitor visitor = new SignatureVisitor(Opcodes.ASM9) {
            private String outer = "";

            @Override
            public void visitClassType(String name) {
                outer = name;
                names.add(name);
            }

            @Override
            public void visitInnerClassType(String name) {
                outer = outer + "$" + name;
                names.add(outer);
            }
        };
        SignatureReader reader = new SignatureReader(signature);
        boolean type = signature.startsWith("L") && end(signature, 0) == signature.length();
        if (type || signature.startsWith("T") || signature.startsWith("[")) {
            reader.acceptType(visitor);
        } else {
            reader.accept(visitor);
        }
        return names.build();
    }

    /** A class's signature without the supertypes that can't be seen. */
    static String visibleSupers(String signature, Predicate<String> sees) {
        int at = 0;
        StringBuilder kept = new StringBuilder();
        if (signature.startsWith("<")) {
            at = closing(signature, 0) + 1;
            kept.append(signature, 0, at);
        }
        boolean first = true;
        while (at < signature.length()) {
            int end = end(signature, at);
            String type = signature.substring(at, end);
            if (names(type).allMatch(sees)) {
                kept.append(type);
            } else if (first) {
                kept.append("Ljava/lang/Object;");
            }
            first = false;
            at = end;
        }
        return kept.toString();
    }

    private static int closing(String signature, int open) {
        int depth = 0;
        for (int i = open; i < signature.length(); i++) {
            char c = signature.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return signature.length() - 1;
    }

    private static int end(String signature, int start) {
        int depth = 0;
        for (int i = start; i < signature.length(); i++) {
            char c = signature.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == ';' && depth == 0) {
                return i + 1;
            }
        }
        return signature.length();
    }
}
