package dev.understudy.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Has the code of rules call the {@link Meter}: at the start of methods, before each jump back, before each array, and
 * around calls that may lead to themselves. Takes verified code only.
 */
final class Instrument {
    private static final String METER = "dev/understudy/sandbox/Meter";
    /** What these offer runs none of the rules' code. */
    private static final List<String> PLAIN = List.of(
            "java/math/",
            "java/time/",
            "org/drools/",
            "org/kie/",
            "java/lang/Math",
            "java/lang/String",
            "java/lang/Enum");

    private static final String GUARDS = "dev/understudy/sandbox/Guard";

    private static final Set<String> BOXES = Set.of(
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Short",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double");

    private final Redirects redirects;
    private final OwnTypes own;
    private final ClassNode node;
    private final boolean rules;

    private Instrument(Redirects redirects, OwnTypes own, ClassNode node, boolean rules) {
        this.redirects = redirects;
        this.own = own;
        this.node = node;
        this.rules = rules;
    }

    /**
     * Instruments a class.
     *
     * @param redirects finds guards
     * @param own the classes that it may use beside those of the platform
     * @param verified a class that the verifier let through
     * @param rules whether it belongs to rules, whose conditions are called by the engine again and again; else to
     *     types and functions
     */
    static byte[] apply(Redirects redirects, OwnTypes own, byte[] verified, boolean rules) {
        ClassReader reader = new ClassReader(verified);
        ClassNode node = new ClassNode();
        reader.accept(node, 0);
        new Instrument(redirects, own, node, rules).apply();
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    private void apply() {
        RecordMethods records = new RecordMethods(node);
        for (MethodNode method : node.methods) {
            records.writeOut(method);
            if (method.instructions.size() > 0) {
                apply(method);
            }
        }
    }

    private void apply(MethodNode method) {
        new GuardedCalls(redirects, own, method).apply();
        Map<LabelNode, Integer> positions = positions(method);
        boolean loops = false;
        boolean calls = false;
        boolean deep = false;
        int position = 0;
        // Only what was there is looked at, not what is added on the way.
        for (AbstractInsnNode each : method.instructions.toArray()) {
            boolean back = jumpsBack(each, position++, positions);
            if (back) {
                method.instructions.insertBefore(each, call("step", "()V"));
            }
            loops |= back;
            calls |= each instanceof MethodInsnNode || each instanceof InvokeDynamicInsnNode;
            deep |= leadsAnywhere(each);
            array(method, each);
        }
        if (node.name.contains("LambdaExtractor") && !method.name.startsWith("<")) {
            walkResult(method);
        }
        if (RecordMethods.isJavas(method)) {
            walkFields(method);
        }
        handlers(method);
        if (deep) {
            countDepth(method);
        } else if (loops || (rules || calls) && !free(method)) {
            method.instructions.insert(call("step", "()V"));
        }
    }

    /**
     * What the compiler writes and runs once for all decisions, so that none of them has more steps for it; and what
     * makes a fact, which is done before a decision too, when facts are read.
     */
    private boolean free(MethodNode method) {
        return method.name.equals("<clinit>")
                || method.name.equals("values")
                || method.name.startsWith("$SWITCH_TABLE$")
                || (!rules && method.name.equals("<init>"));
    }

    /** The engine's indexes hash and compare what these give, within the engine. */
    private static void walkResult(MethodNode method) {
        for (AbstractInsnNode each : method.instructions.toArray()) {
            if (each.getOpcode() == Opcodes.ARETURN) {
                InsnList walk = new InsnList();
                walk.add(new InsnNode(Opcodes.DUP));
                walk.add(walk());
                method.instructions.insertBefore(each, walk);
            }
        }
    }

    private void walkFields(MethodNode method) {
        InsnList walks = new InsnList();
        for (FieldNode field : node.fields) {
            if ((field.access & Opcodes.ACC_STATIC) == 0
                    && Type.getType(field.desc).getSort() >= Type.ARRAY) {
                walks.add(new VarInsnNode(Opcodes.ALOAD, 0));
                walks.add(new FieldInsnNode(Opcodes.GETFIELD, node.name, field.name, field.desc));
                walks.add(walk());
            }
        }
        method.instructions.insert(walks);
    }

    private static MethodInsnNode walk() {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, GUARDS + "Objects", "walk", "(Ljava/lang/Object;)V", false);
    }

    private static Map<LabelNode, Integer> positions(MethodNode method) {
        Map<LabelNode, Integer> positions = new HashMap<>();
        int position = 0;
        for (AbstractInsnNode each : method.instructions) {
            if (each instanceof LabelNode label) {
                positions.put(label, position);
            }
            position++;
        }
        return positions;
    }

    private static boolean jumpsBack(AbstractInsnNode each, int position, Map<LabelNode, Integer> positions) {
        List<LabelNode> targets = switch (each) {
            case JumpInsnNode jump -> List.of(jump.label);
            case TableSwitchInsnNode table -> concat(table.labels, table.dflt);
            case LookupSwitchInsnNode lookup -> concat(lookup.labels, lookup.dflt);
            default -> List.of();
        };
        return targets.stream().anyMatch(target -> positions.getOrDefault(target, 0) <= position);
    }

    private static List<LabelNode> concat(List<LabelNode> labels, LabelNode last) {
        List<LabelNode> all = new java.util.ArrayList<>(labels);
        all.add(last);
        return all;
    }

    /** Whether a call may run more of the rules' own code than a getter or a setter. */
    private boolean leadsAnywhere(AbstractInsnNode each) {
        if (!(each instanceof MethodInsnNode call)) {
            return false;
        }
        if (call.owner.startsWith(GUARDS)) {
            return true;
        }
        if (call.name.equals("ordinal") || call.name.equals("values") || call.name.equals("arraycopy")) {
            return false;
        }
        if (call.name.equals("<init>") || accessor(call)) {
            return call.name.equals("<init>") && call.owner.equals(node.name) && !node.name.equals(node.superName);
        }
        // What is printed or compared as an object may be one of the rules' own.
        return call.desc.contains("Ljava/lang/Object;)")
                || PLAIN.stream().noneMatch(call.owner::startsWith) && !BOXES.contains(call.owner);
    }

    /** By its look; what looks like one and is none has a step of its own, and calls what is deep itself. */
    private static boolean accessor(MethodInsnNode call) {
        int arguments = Type.getArgumentTypes(call.desc).length;
        boolean getter = arguments == 0 && (call.name.startsWith("get") || call.name.startsWith("is"));
        boolean setter = arguments == 1 && call.name.startsWith("set");
        return call.getOpcode() == Opcodes.INVOKEVIRTUAL && (getter || setter) && !call.owner.startsWith("java/");
    }

    private static void array(MethodNode method, AbstractInsnNode each) {
        InsnList before = new InsnList();
        switch (each) {
            case IntInsnNode primitive
            when primitive.getOpcode() == Opcodes.NEWARRAY -> {
                before.add(new LdcInsnNode(bytes(primitive.operand)));
                before.add(meter("array", "(II)I"));
            }
            case MultiANewArrayInsnNode many
            when many.dims == 2 -> {
                before.add(new InsnNode(Opcodes.DUP2));
                before.add(meter("arrays", "(II)V"));
            }
            default -> {
                if (each.getOpcode() == Opcodes.ANEWARRAY || each.getOpcode() == Opcodes.MULTIANEWARRAY) {
                    before.add(new LdcInsnNode(8));
                    before.add(meter("array", "(II)I"));
                }
            }
        }
        method.instructions.insertBefore(each, before);
    }

    private static int bytes(int type) {
        return switch (type) {
            case Opcodes.T_LONG, Opcodes.T_DOUBLE -> 8;
            case Opcodes.T_INT, Opcodes.T_FLOAT -> 4;
            case Opcodes.T_SHORT, Opcodes.T_CHAR -> 2;
            default -> 1;
        };
    }

    private static void handlers(MethodNode method) {
        Set<LabelNode> seen = new java.util.HashSet<>();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (block.type == null && seen.add(block.handler)) {
                InsnList first = new InsnList();
                first.add(new InsnNode(Opcodes.DUP));
                first.add(meter("caught", "(Ljava/lang/Throwable;)V"));
                AbstractInsnNode at = block.handler;
                while (at.getNext() instanceof FrameNode
                        || at.getNext() instanceof LineNumberNode
                        || at.getNext() instanceof LabelNode) {
                    at = at.getNext();
                }
                method.instructions.insert(at, first);
            }
        }
    }

    /** A call deeper at the start, one less at each end; also where an exception leaves, but for constructors. */
    private static void countDepth(MethodNode method) {
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        for (AbstractInsnNode each : method.instructions.toArray()) {
            if (each.getOpcode() >= Opcodes.IRETURN && each.getOpcode() <= Opcodes.RETURN) {
                method.instructions.insertBefore(each, call("exit", "()V"));
            }
        }
        InsnList first = call("enter", "()V");
        first.add(start);
        method.instructions.insert(first);
        if (method.name.equals("<init>")) {
            return;
        }
        method.instructions.add(end);
        method.instructions.add(
                new FrameNode(Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"}));
        method.instructions.add(meter("exit", "()V"));
        method.instructions.add(new InsnNode(Opcodes.ATHROW));
        method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, end, null));
    }

    private static InsnList call(String name, String descriptor) {
        InsnList list = new InsnList();
        list.add(meter(name, descriptor));
        return list;
    }

    private static MethodInsnNode meter(String name, String descriptor) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, METER, name, descriptor, false);
    }
}
