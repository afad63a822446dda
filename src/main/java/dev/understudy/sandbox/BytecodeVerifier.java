package dev.understudy.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Looks at every instruction of a ruleset's classes. This is the wall that counts: whatever the compiler was talked
 * into, what is not offered does not pass here. Thread-safe.
 */
final class BytecodeVerifier {
    private static final Pattern GENERATED = Pattern.compile("(.*/)?"
            + "(Rules[0-9A-F]{32}(RuleMethods\\d+)?|DomainClassesMetadata[0-9A-F]{32}(\\$\\w+)?"
            + "|Lambda(Predicate|Extractor|Consequence)[0-9A-F]{32})");
    private static final Pattern GENERATED_METHOD = Pattern.compile("(rule|query)_.*|<init>|<clinit>|getRules\\w*"
            + "|get(Name|Globals|TypeMetaDatas|Queries|EntryPoints|ExpressionHash|DomainClass|PropertiesSize|PropertyIndex)"
            + "|predicateInformation|values|valueOf|\\w*_(getDomainClass|Metadata)\\w*");
    private static final Pattern RESERVED =
            Pattern.compile("(java|javax|jakarta|jdk|sun|com/sun|org/drools|org/kie|dev/understudy)/.*|[^/]*");
    private static final Set<String> SUPERCLASSES = Set.of(
            "java/lang/Object",
            "java/lang/Enum",
            "java/lang/Record",
            "java/lang/Exception",
            "java/lang/RuntimeException");
    private static final int FORBIDDEN_KINDS = Opcodes.ACC_MODULE | Opcodes.ACC_ANNOTATION;

    private final Policy policy;

    BytecodeVerifier(Policy policy) {
        this.policy = policy;
    }

    /**
     * Verifies classes.
     *
     * @param classes what to look at, by binary name with dots
     * @param base classes verified before that these build on; none when these are the types and functions
     * @param rules whether these hold what the engine generates of rules
     */
    List<Finding> verify(Map<String, byte[]> classes, Map<String, byte[]> base, boolean rules) {
        List<Finding> findings = new ArrayList<>();
        OwnTypes own;
        try {
            own = new OwnTypes(classes, base);
        } catch (RuntimeException unreadable) {
            return List.of(Finding.of("", "", "", "A class file of the rules can't be read."));
        }
        classes.forEach((name, bytes) -> {
            ClassNode node = new ClassNode();
            try {
                new ClassReader(bytes).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            } catch (RuntimeException unreadable) {
                findings.add(Finding.of(name.replace('.', '/'), "", "", "A class file of the rules can't be read."));
                return;
            }
            if (!name.replace('.', '/').equals(node.name)) {
                findings.add(Finding.of(name.replace('.', '/'), "", "", "A class file has the name of another class."));
                return;
            }
            try {
                check(new Subject(node, own, rules && isGenerated(node.name), rules, findings));
            } catch (RuntimeException odd) {
                // No compiler writes what the checks can't make sense of.
                findings.add(Finding.of(node.name, "", "", "A class file of the rules makes no sense."));
            }
        });
        return findings;
    }

    /** A class under examination. */
    record Subject(ClassNode node, OwnTypes own, boolean generated, boolean rules, List<Finding> findings) {
        void notOffered(String method, String owner, String member) {
            findings.add(Finding.notOffered(node.name, method, owner, member));
        }

        void refuse(String method, String hint, String message) {
            findings.add(Finding.of(node.name, method, hint, message));
        }

        /** Whose code a method is. */
        Scope scopeOf(String method) {
            return generated && GENERATED_METHOD.matcher(method).matches() ? Scope.GENERATED : Scope.CODE;
        }

        boolean isEnum() {
            return own.isEnum(node.name);
        }
    }

    static boolean isGenerated(String name) {
        return GENERATED.matcher(name).matches();
    }

    private void check(Subject subject) {
        ClassNode node = subject.node();
        Scope scope = subject.generated() ? Scope.GENERATED : Scope.CODE;
        if ((node.access & FORBIDDEN_KINDS) != 0 || RESERVED.matcher(node.name).matches()) {
            subject.refuse("", "", "A class can't be called " + node.name.replace('/', '.') + ".");
        }
        if (node.version != Opcodes.V17) {
            subject.refuse("", "", "A class was compiled by another compiler than this service's.");
        }
        if (!SUPERCLASSES.contains(node.superName) && !subject.own().has(node.superName)) {
            subject.notOffered("", String.valueOf(node.superName), "");
        }
        node.interfaces.stream()
                .filter(name -> !sees(subject, name, scope))
                .forEach(name -> subject.notOffered("", name, ""));
        StateChecks state = new StateChecks(policy);
        for (FieldNode field : node.fields) {
            checkTypes(subject, "", field.desc, scope);
            state.check(subject, field);
        }
        for (MethodNode method : node.methods) {
            checkPromise(subject, method);
            checkTypes(subject, method.name, method.desc, scope);
            method.exceptions.stream()
                    .filter(name -> !sees(subject, name, scope))
                    .forEach(name -> subject.notOffered(method.name, name, ""));
            new MethodChecks(this, subject, method).check();
        }
    }

    /**
     * A method without a body is a promise, and what a class inherits from Java keeps it: through an interface of their
     * own, rules would call what they may not call by its name.
     */
    private void checkPromise(Subject subject, MethodNode method) {
        boolean promise = (method.access & Opcodes.ACC_ABSTRACT) != 0;
        if (promise && SUPERCLASSES.stream().anyMatch(parent -> keepsInSecret(parent, method))) {
            subject.refuse(
                    method.name,
                    method.name,
                    "'" + method.name + "' is a method that Java's classes have, and that is not offered to rules; use"
                            + " another name.");
        }
    }

    private boolean keepsInSecret(String parent, MethodNode method) {
        return policy.platform().line(parent).stream().anyMatch(shape -> shape.declaresMethod(method.name, method.desc))
                && !policy.allowsMethod(parent, method.name, method.desc, Scope.CODE);
    }

    Policy policy() {
        return policy;
    }

    boolean sees(Subject subject, String name, Scope scope) {
        return subject.own().has(name) || policy.seesClass(name, scope);
    }

    /** Refuses what a type or descriptor names and may not. */
    void checkTypes(Subject subject, String method, String descriptor, Scope scope) {
        if (Policy.tooManyDimensions(descriptor)) {
            subject.refuse(method, "[][][]", "Arrays have at most two dimensions.");
        }
        Policy.namesOf(descriptor).stream()
                .filter(name -> !sees(subject, name, scope))
                .forEach(name -> subject.notOffered(method, name, ""));
    }
}
