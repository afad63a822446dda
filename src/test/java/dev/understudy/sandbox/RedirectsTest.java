package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** That the guards fit this Java and the lists. */
final class RedirectsTest {
    private static final Path UNGUARDED = Path.of("src/test/resources/unguarded.txt");
    private static final Sandbox SANDBOX = Sandbox.on(RedirectsTest.class.getClassLoader());
    private static final Policy POLICY = SANDBOX.policy();
    private static final Redirects REDIRECTS = new Redirects(POLICY.platform());

    static Stream<Method> guards() {
        return Redirects.GUARDS.stream()
                .flatMap(guards -> Arrays.stream(guards.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(StandsFor.class));
    }

    @ParameterizedTest
    @MethodSource("guards")
    void eachGuardStandsForWhatIsOffered(Method guard) {
        StandsFor stands = guard.getAnnotation(StandsFor.class);
        String key = Redirects.key(guard, stands);
        int dot = key.indexOf('.');
        int bracket = key.indexOf('(');
        String owner = key.substring(0, dot);
        String name = key.substring(dot + 1, bracket);
        String descriptor = key.substring(bracket);
        assertThat(guard.getDeclaringClass().getModifiers() & Modifier.PUBLIC).isNotZero();
        assertThat(guard.getModifiers() & Modifier.PUBLIC).isNotZero();
        assertThat(POLICY.platform().shape(owner).orElseThrow().methods()).containsKey(name + descriptor);
        // Conditions name the subclass that the engine offers.
        String named = owner.equals("org/drools/model/DSL") ? "org/drools/modelcompiler/dsl/pattern/D" : owner;
        Scope scope = owner.contains("/accumulators/") ? Scope.GENERATED : Scope.CODE;
        assertThat(name.equals("clone") || POLICY.allowsMethod(named, name, descriptor, scope))
                .as("%s is not offered", key)
                .isTrue();
        assertThat(POLICY.seesClass(Type.getInternalName(guard.getDeclaringClass()), Scope.LINK))
                .isTrue();
        assertThat(POLICY.seesClass(Type.getInternalName(guard.getDeclaringClass()), Scope.GENERATED))
                .isFalse();
        int opcode = stands.superCall() ? Opcodes.INVOKESPECIAL : Opcodes.INVOKEVIRTUAL;
        assertThat(REDIRECTS.find(opcode, owner, name, descriptor)).contains(Redirect.to(guard, name.equals("<init>")));
    }

    @Test
    void aCallOnASubclassFindsTheGuardOfWhatItInherits() {
        assertThat(REDIRECTS.find(Opcodes.INVOKEVIRTUAL, "java/util/ArrayList", "addAll", "(Ljava/util/Collection;)Z"))
                .hasValueSatisfying(found -> assertThat(found.owner()).endsWith("GuardCollections"));
        assertThat(REDIRECTS.find(Opcodes.INVOKEINTERFACE, "java/util/List", "hashCode", "()I"))
                .hasValueSatisfying(found -> assertThat(found.descriptor()).isEqualTo("(Ljava/lang/Object;)I"));
        assertThat(REDIRECTS.find(Opcodes.INVOKEVIRTUAL, "[J", "clone", "()Ljava/lang/Object;"))
                .isPresent();
    }

    @Test
    void aCallOfTheSuperclassDoesNotComeBack() {
        assertThat(REDIRECTS.find(Opcodes.INVOKESPECIAL, "java/lang/Object", "hashCode", "()I"))
                .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo("superHashCode"));
        assertThat(REDIRECTS.find(Opcodes.INVOKESPECIAL, "java/lang/Exception", "toString", "()Ljava/lang/String;"))
                .isEmpty();
        assertThat(REDIRECTS.find(Opcodes.INVOKESPECIAL, "java/util/List", "sort", "(Ljava/util/Comparator;)V"))
                .isEmpty();
    }

    @Test
    void whatIsCheapHasNoGuard() {
        assertThat(REDIRECTS.find(Opcodes.INVOKEINTERFACE, "java/util/List", "isEmpty", "()Z"))
                .isEmpty();
        assertThat(REDIRECTS.find(Opcodes.INVOKEVIRTUAL, "java/lang/String", "length", "()I"))
                .isEmpty();
        assertThat(REDIRECTS.find(Opcodes.INVOKEVIRTUAL, "acme/Own", "hashCode", "()I"))
                .isEmpty();
    }

    @Test
    void aReferenceToAConstructorBecomesOneToItsGuard() {
        Handle made = new Handle(Opcodes.H_NEWINVOKESPECIAL, "java/util/ArrayList", "<init>", "(I)V", false);
        assertThat(REDIRECTS.find(made)).hasValueSatisfying(found -> {
            assertThat(found.getTag()).isEqualTo(Opcodes.H_INVOKESTATIC);
            assertThat(found.getDesc()).isEqualTo("(I)Ljava/util/ArrayList;");
        });
        Handle field = new Handle(Opcodes.H_GETFIELD, "java/util/ArrayList", "size", "I", false);
        assertThat(REDIRECTS.find(field)).isEmpty();
    }

    /** Run with -Dunguarded.renew=true after a look at what is new there. */
    @Test
    void whatHasNoGuardIsListed() throws IOException {
        String wanted = unguarded();
        if (Boolean.getBoolean("unguarded.renew")) {
            Files.writeString(UNGUARDED, wanted);
        }
        assertThat(Files.readString(UNGUARDED)).isEqualTo(wanted);
    }

    private static String unguarded() {
        StringBuilder text = new StringBuilder("# What rules may call and no guard stands in for, since it does little,"
                + " or does it in the rules' own code.\n# Dates, times and errors are left out.\n");
        for (Entry entry : SANDBOX.offered()) {
            String owner = entry.name();
            if (!owner.startsWith("java/time/") && !isError(owner)) {
                String methods = unguarded(owner);
                text.append(methods.isEmpty() ? "" : owner.replace('/', '.') + "\n    " + methods + "\n");
            }
        }
        return text.toString();
    }

    private static String unguarded(String owner) {
        return POLICY.platform().shape(owner).orElseThrow().methods().entrySet().stream()
                .filter(each -> isUnguarded(owner, each.getKey(), each.getValue()))
                .map(each -> named(each.getKey()))
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n    "));
    }

    private static String named(String method) {
        int bracket = method.indexOf('(');
        return method.substring(0, bracket)
                + Entry.parameters(method.substring(bracket)).replace("java.lang.", "");
    }

    private static boolean isError(String owner) {
        return POLICY.platform().line(owner).stream()
                .anyMatch(shape -> shape.name().equals("java/lang/Throwable"));
    }

    private static boolean isUnguarded(String owner, String method, int access) {
        String name = method.substring(0, method.indexOf('('));
        String descriptor = method.substring(name.length());
        return (access & Opcodes.ACC_PUBLIC) != 0
                && (access & Opcodes.ACC_BRIDGE) == 0
                && POLICY.allowsMethod(owner, name, descriptor, Scope.CODE)
                && REDIRECTS
                        .find(Opcodes.INVOKEVIRTUAL, owner, name, descriptor)
                        .isEmpty();
    }
}
