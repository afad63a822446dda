package dev.understudy.sandbox;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * Follows the table of a switch over an enum through a method: numbers may be read from it, and nothing else done with
 * it. It is one array for all decisions.
 */
@NullUnmarked
final class TableUse extends BasicInterpreter {
    private static final BasicValue TABLE = new BasicValue(Type.getType("Ltable;"));

    private boolean other;

    private TableUse() {
        super(Opcodes.ASM9);
    }

    static boolean isTable(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call && StateChecks.isSwitchTable(call.name);
    }

    /** Whether a method that asks for a table only reads numbers from it. */
    static boolean onlyReads(String owner, MethodNode method) {
        TableUse use = new TableUse();
        try {
            new Analyzer<>(use).analyze(owner, method);
        } catch (AnalyzerException odd) {
            return false;
        }
        return !use.other;
    }

    private BasicValue seen(BasicValue value, BasicValue result) {
        other |= TABLE.equals(value);
        return result;
    }

    @Override
    public BasicValue copyOperation(AbstractInsnNode instruction, BasicValue value) throws AnalyzerException {
        return seen(value, super.copyOperation(instruction, value));
    }

    @Override
    public BasicValue unaryOperation(AbstractInsnNode instruction, BasicValue value) throws AnalyzerException {
        return seen(value, super.unaryOperation(instruction, value));
    }

    @Override
    public BasicValue binaryOperation(AbstractInsnNode instruction, BasicValue first, BasicValue second)
            throws AnalyzerException {
        BasicValue result = super.binaryOperation(instruction, first, second);
        boolean read = instruction.getOpcode() == Opcodes.IALOAD;
        return seen(second, read ? result : seen(first, result));
    }

    @Override
    public BasicValue ternaryOperation(
            AbstractInsnNode instruction, BasicValue first, BasicValue second, BasicValue third)
            throws AnalyzerException {
        return seen(first, seen(second, seen(third, super.ternaryOperation(instruction, first, second, third))));
    }

    @Override
    public BasicValue naryOperation(AbstractInsnNode instruction, List<? extends BasicValue> values)
            throws AnalyzerException {
        for (BasicValue each : values) {
            other |= TABLE.equals(each);
        }
        return isTable(instruction) ? TABLE : super.naryOperation(instruction, values);
    }

    @Override
    public void returnOperation(AbstractInsnNode instruction, BasicValue value, BasicValue expected)
            throws AnalyzerException {
        BasicValue _ = seen(value, value);
        super.returnOperation(instruction, value, expected);
    }

    @Override
    public BasicValue merge(BasicValue first, BasicValue second) {
        if (TABLE.equals(first) != TABLE.equals(second)) {
            other = true;
        }
        return super.merge(first, second);
    }
}
