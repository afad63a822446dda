package dev.understudy.sandbox;

import dev.understudy.content.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What rules may do. All walls are made from the same lists: what the compiler shows, what the verifier lets through,
 * and what the class loader links. Thread-safe.
 */
public final class Sandbox {
    private static final String OFFERED = "sandbox/allow.list";
    private static final String ENGINE = "sandbox/engine.list";
    /** Raise it when the walls change and the lists don't. */
    private static final String WALLS = "walls-2";

    private static final String DESERIALIZE = "$deserializeLambda$";

    private final StubWriter stubs;
    private final BytecodeVerifier verifier;
    private final LinkView view;
    private final Redirects redirects;
    private final String fingerprint;
    private final List<Entry> offered;
    private final String list;

    private Sandbox(Policy policy, List<Entry> offered, String list, String fingerprint) {
        this.offered = List.copyOf(offered);
        this.list = list;
        this.stubs = new StubWriter(policy);
        this.verifier = new BytecodeVerifier(policy);
        this.view = new LinkView(policy);
        this.redirects = new Redirects(policy.platform());
        this.fingerprint = fingerprint;
    }

    /**
     * The sandbox of the lists that come with the service.
     *
     * @param platform finds Java and the rule engine
     * @throws IllegalArgumentException if a list can't be read, or names what this Java does not have
     */
    public static Sandbox on(ClassLoader platform) {
        return of(platform, text(OFFERED), text(ENGINE));
    }

    /**
     * The same walls around another list of what is offered: one that was in force before. What guards and meters is
     * today's.
     *
     * @param list as {@link #list()} gave it then
     * @throws IllegalArgumentException if it can't be read, or names what this Java does not have
     */
    public Sandbox under(String list) {
        return of(policy().platform().loader(), list, text(ENGINE));
    }

    /** The text of the list of what is offered. */
    public String list() {
        return list;
    }

    Policy policy() {
        return verifier.policy();
    }

    /** What authors may use, as listed. */
    List<Entry> offered() {
        return offered;
    }

    static Sandbox of(ClassLoader platform, String offered, String engine) {
        List<Entry> classes = AllowList.read(OFFERED, offered, false).entries();
        List<Entry> entries = new ArrayList<>(classes);
        entries.addAll(AllowList.read(ENGINE, engine, true).entries());
        Policy policy = new Policy(new Platform(platform), entries);
        policy.firstMissing().ifPresent(missing -> {
            throw new IllegalArgumentException(missing);
        });
        return new Sandbox(policy, classes, offered, Sha256.hex(WALLS + "\n" + offered + "\n" + engine));
    }

    private static String text(String resource) {
        try (InputStream in = Sandbox.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(resource + " is missing from the service.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names the lists and walls by their content: what was compiled under others has to be compiled again. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The parent of every class loader of rules: it finds what is listed and nothing else. */
    public ClassLoader linked() {
        return view;
    }

    /**
     * What the Java compiler sees of a class of the platform.
     *
     * @param name binary name with slashes
     * @return a class file with the offered members alone; nothing when the class is not offered
     */
    public Optional<byte[]> stub(String name) {
        return stubs.write(name);
    }

    /**
     * Whether authors may name a class.
     *
     * @param name binary name with dots
     */
    public boolean offers(String name) {
        String path = name.replace('.', '/');
        return offered.stream().anyMatch(entry -> entry.name().replace('$', '/').equals(path.replace('$', '/')));
    }

    /**
     * Whether authors may use a package, that is at least one class of it with members.
     *
     * @param name with dots
     */
    public boolean offersPackage(String name) {
        String start = name.replace('.', '/') + "/";
        return offered.stream()
                .filter(entry -> !entry.members().isEmpty())
                .anyMatch(
                        entry -> entry.name().startsWith(start) && entry.name().lastIndexOf('/') == start.length() - 1);
    }

    /**
     * Takes out of a class what the compiler adds for deserializing lambdas, which nobody does.
     *
     * @return the same bytes when there is nothing to take out
     */
    public byte[] trimmed(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        boolean[] found = {false};
        ClassWriter writer = new ClassWriter(0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        if (name.equals(DESERIALIZE)) {
                            found[0] = true;
                            return null;
                        }
                        return super.visitMethod(access, name, descriptor, signature, exceptions);
                    }
                },
                0);
        return found[0] ? writer.toByteArray() : classFile;
    }

    /**
     * Has types and functions count what they use up. What comes out is to be loaded, and no longer passes the
     * verifier.
     *
     * @param classes what {@link #verifyTypes} let through, by binary name with dots
     */
    public Map<String, byte[]> meteredTypes(Map<String, byte[]> classes) {
        return metered(classes, Map.of(), false);
    }

    /**
     * The same for rules.
     *
     * @param classes what {@link #verifyRules} let through
     * @param types what {@link #verifyTypes} let through
     */
    public Map<String, byte[]> meteredRules(Map<String, byte[]> classes, Map<String, byte[]> types) {
        return metered(classes, types, true);
    }

    private Map<String, byte[]> metered(Map<String, byte[]> classes, Map<String, byte[]> types, boolean rules) {
        OwnTypes own = new OwnTypes(classes, types);
        Map<String, byte[]> metered = HashMap.newHashMap(classes.size());
        classes.forEach((name, bytes) -> metered.put(name, Instrument.apply(redirects, own, bytes, rules)));
        return metered;
    }

    /**
     * Verifies the types and functions of a ruleset.
     *
     * @param classes by binary name with dots
     * @return what they must not do; empty when all is well
     */
    public List<Finding> verifyTypes(Map<String, byte[]> classes) {
        return verifier.verify(classes, Map.of(), false);
    }

    /**
     * Verifies the classes of some rules.
     *
     * @param classes by binary name with dots
     * @param types what {@link #verifyTypes} let through
     * @return what they must not do; empty when all is well
     */
    public List<Finding> verifyRules(Map<String, byte[]> classes, Map<String, byte[]> types) {
        return verifier.verify(classes, types, true);
    }
}
