package dev.understudy.engine.whynot;

import dev.understudy.engine.facts.FactCodec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.model.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values in a constraint, as far as they are fields of facts, variables, functions of the ruleset and simple
 * sums of these. Nothing is guessed: what may mean two things is unknown.
 */
final class Reading {
    private final Vocabulary words;
    private final String packageName;
    private final Set<String> secrets;
    private final Env env;
    private final @Nullable Object self;

    /**
     * What all rules of a ruleset have in common.
     *
     * @param codec knows the fields
     * @param functions of the ruleset
     * @param types the declared types by simple name
     */
    record Vocabulary(FactCodec codec, Functions functions, Map<String, Class<?>> types) {}

    /**
     * @param secrets variables that must not be shown
     * @param env the variables
     * @param self the object of the pattern that the constraint is in; null outside of patterns
     */
    Reading(Vocabulary words, String packageName, Set<String> secrets, Env env, @Nullable Object self) {
        this.words = words;
        this.packageName = packageName;
        this.secrets = secrets;
        this.env = env;
        this.self = self;
    }

    Value value(Term term) {
        return switch (term) {
            case Term.Name name -> named(name.name());
            case Term.Field field -> field(field);
            case Term.Call call -> call(call);
            case Term.Literal literal -> Value.of(literal.value(), false);
            case Term.Enclosed enclosed -> value(enclosed.term());
            case Term.Bind bind -> value(bind.term());
            case Term.Arithmetic sum -> arithmetic(sum);
            case Term.Compare _, Term.Worded _, Term.Both _, Term.Either _, Term.Not _, Term.Unreadable _ ->
                Value.UNKNOWN;
        };
    }

    /** Whether it is the same for all facts: a constant of an enum. */
    boolean isConstant(Term term) {
        return term instanceof Term.Literal || (term instanceof Term.Field field && constant(field) != null);
    }

    private Value named(String name) {
        if (name.equals("this")) {
            return self == null ? Value.UNKNOWN : Value.of(self, secrets.contains("this"));
        }
        Value ofField = self == null ? Value.UNKNOWN : property(self, name, secrets.contains("this"));
        Variable<?> variable = env.named(name);
        if (variable == null) {
            return ofField;
        }
        Value ofVariable;
        try {
            ofVariable = Value.of(env.get(variable), secrets.contains(name));
        } catch (RuntimeException _) {
            return Value.UNKNOWN;
        }
        return !ofField.known() || same(ofField.object(), ofVariable.object()) ? ofVariable : Value.UNKNOWN;
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        return left == null ? right == null : left.equals(right);
    }

    private Value field(Term.Field field) {
        Object constant = constant(field);
        if (constant != null) {
            return Value.of(constant, false);
        }
        Value owner = value(field.of());
        return owner.known() && owner.object() != null
                ? property(owner.object(), field.name(), owner.secret())
                : Value.UNKNOWN;
    }

    private @Nullable Object constant(Term.Field field) {
        if (!(field.of() instanceof Term.Name owner)) {
            return null;
        }
        Class<?> type = words.types().get(owner.name());
        if (type == null || !type.isEnum()) {
            return null;
        }
        for (Object each : type.getEnumConstants()) {
            if (((Enum<?>) each).name().equals(field.name())) {
                return each;
            }
        }
        return null;
    }

    private Value property(Object owner, String name, boolean secret) {
        FactCodec.FieldValue field = words.codec().field(owner, name);
        if (field != null) {
            return Value.of(field.value(), secret || field.sensitive());
        }
        return switch (owner) {
            case String text when name.equals("length") -> Value.of(text.length(), secret);
            case String text when name.equals("empty") -> Value.of(text.isEmpty(), secret);
            case Collection<?> all when name.equals("size") -> Value.of(all.size(), secret);
            case Collection<?> all when name.equals("empty") -> Value.of(all.isEmpty(), secret);
            case Number number when name.equals("intValue") -> Value.of(number.intValue(), secret);
            case Number number when name.equals("longValue") -> Value.of(number.longValue(), secret);
            case Number number when name.equals("doubleValue") -> Value.of(number.doubleValue(), secret);
            default -> Value.UNKNOWN;
        };
    }

    private Value call(Term.Call call) {
        if (call.on() == null) {
            List<Value> arguments = new ArrayList<>();
            call.arguments().forEach(each -> arguments.add(value(each)));
            return words.functions().call(packageName, call.name(), arguments);
        }
        if (!call.arguments().isEmpty()) {
            return Value.UNKNOWN;
        }
        Value owner = value(call.on());
        if (!owner.known() || owner.object() == null) {
            return Value.UNKNOWN;
        }
        return property(owner.object(), propertyName(call.name()), owner.secret());
    }

    /** {@code getAmount}, {@code isEmpty} and {@code size} as the properties that they give. */
    private static String propertyName(String method) {
        int start = method.startsWith("get") ? 3 : method.startsWith("is") ? 2 : 0;
        return start == 0 || method.length() == start
                ? method
                : Character.toLowerCase(method.charAt(start)) + method.substring(start + 1);
    }

    private Value arithmetic(Term.Arithmetic sum) {
        Value left = value(sum.left());
        Value right = value(sum.right());
        boolean secret = left.secret() || right.secret();
        if (!(left.object() instanceof Number a) || !(right.object() instanceof Number b)) {
            return Value.UNKNOWN;
        }
        boolean whole = isWhole(a) && isWhole(b);
        if (!whole || (sum.operator() != '+' && sum.operator() != '-' && sum.operator() != '*')) {
            return Value.UNKNOWN;
        }
        long x = a.longValue();
        long y = b.longValue();
        if (Math.abs(x) > Integer.MAX_VALUE || Math.abs(y) > Integer.MAX_VALUE) {
            return Value.UNKNOWN;
        }
        long result = switch (sum.operator()) {
            case '+' -> x + y;
            case '-' -> x - y;
            default -> x * y;
        };
        return Math.abs(result) > Integer.MAX_VALUE ? Value.UNKNOWN : Value.of(result, secret);
    }

    private static boolean isWhole(Number number) {
        return number instanceof Integer
                || number instanceof Long
                || (number instanceof BigDecimal decimal && decimal.scale() <= 0);
    }
}
