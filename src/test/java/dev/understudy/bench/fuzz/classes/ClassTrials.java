package dev.understudy.bench.fuzz.classes;

import dev.understudy.bench.fuzz.lists.Lists;
import dev.understudy.bench.fuzz.text.Dice;
import dev.understudy.engine.build.RuleClassLoader;
import dev.understudy.sandbox.Sandbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * Shows hand-made classes to the verifier. What it lets through has to load, or be refused by the JVM with a linkage
 * error; and what loads must refer to nothing beyond the lists and keep nothing. Nothing of it is ever run.
 */
public final class ClassTrials {
    private static final int CASES = 400;

    private final Sandbox sandbox;
    private final RandomClasses random = new RandomClasses();
    private final Lists ofTypes = Lists.linked(false);
    private final Lists ofRules = Lists.linked(true);

    /** Tries the verifier of this sandbox. */
    public ClassTrials(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * Tries a batch: number 0 has all that were written one by one, each other number random ones.
     *
     * @param ending told how each case ended
     * @param trace told the oracle and what it noticed
     */
    public void run(long seed, long number, Consumer<String> ending, BiConsumer<String, String> trace) {
        if (number == 0) {
            random.systematic().forEach(each -> tryOne(each, ending, trace));
            return;
        }
        Dice dice = new Dice(seed, ~number);
        for (int i = 0; i < CASES; i++) {
            tryOne(random.make(dice), ending, trace);
        }
    }

    private void tryOne(ClassCase tried, Consumer<String> ending, BiConsumer<String, String> trace) {
        for (boolean rules : new boolean[] {false, true}) {
            try {
                boolean refused = rules
                        ? !sandbox.verifyRules(tried.classes(), Map.of()).isEmpty()
                        : !sandbox.verifyTypes(tried.classes()).isEmpty();
                ending.accept(refused ? "class files: refused by the verifier" : load(tried, rules, trace));
            } catch (RuntimeException | StackOverflowError crash) {
                trace.accept("verifier", tried.name() + ": the verifier fails with " + crash + where(crash));
            }
        }
    }

    private static String where(Throwable crash) {
        StackTraceElement[] stack = crash.getStackTrace();
        return stack.length == 0 ? "" : " at " + stack[0];
    }

    private String load(ClassCase tried, boolean rules, BiConsumer<String, String> trace) {
        Map<String, Class<?>> loaded = new LinkedHashMap<>();
        try {
            RuleClassLoader loader = new RuleClassLoader("fuzz", sandbox.linked(), tried.classes());
            for (String name : tried.classes().keySet()) {
                Class<?> type = loader.loadClass(name);
                // Asking for its members verifies and links a class, and runs nothing of it.
                if (type.getDeclaredMethods().length + type.getDeclaredFields().length >= 0) {
                    loaded.put(name, type);
                }
            }
        } catch (LinkageError | ClassNotFoundException refused) {
            return "class files: refused by the JVM";
        }
        tried.classes().forEach((name, bytes) -> {
            Class<?> type = loaded.get(name);
            if (type != null) {
                Consumer<String> escape = fault -> trace.accept("class", tried.name() + ": " + fault);
                Consumer<String> kept = fault -> trace.accept("state", tried.name() + ": " + fault);
                check(type, bytes, new References(rules ? ofRules : ofTypes, loaded, escape), kept);
            }
        });
        return "class files: loaded";
    }

    private static void check(Class<?> type, byte[] bytes, References references, Consumer<String> state) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        KeptState.check(type, node, state);
        references.check(Pool.of(bare(node)));
    }

    /** Without what names classes and never reaches them: nests, inner classes, annotations, parts of records. */
    private static byte[] bare(ClassNode node) {
        node.nestHostClass = null;
        node.nestMembers = null;
        node.permittedSubclasses = null;
        node.recordComponents = null;
        node.outerClass = null;
        node.innerClasses = List.of();
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }
}
