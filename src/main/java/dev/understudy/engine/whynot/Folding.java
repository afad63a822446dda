package dev.understudy.engine.whynot;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.drools.base.rule.accessor.Accumulator;
import org.drools.core.common.DefaultFactHandle;
import org.drools.model.Argument;
import org.drools.model.Value;
import org.drools.model.Variable;
import org.drools.model.functions.accumulate.AccumulateFunction;
import org.jspecify.annotations.Nullable;

/** One run of an {@code accumulate}. For one thread. */
final class Folding {
    private final Node.Fold fold;
    private final Env env;
    private final List<Running> running = new ArrayList<>();
    private int count;

    Folding(Node.Fold fold, Env env) {
        this.fold = fold;
        this.env = env;
        fold.functions().forEach(function -> running.add(Running.of(function.createFunctionObject())));
    }

    /** One of its functions at work. */
    private sealed interface Running {
        static Running of(Object function) {
            return switch (function) {
                case org.kie.api.runtime.rule.AccumulateFunction<?> known -> new Known(known);
                case Accumulator accumulator -> new Collecting(accumulator);
                default -> throw new IllegalStateException("An unknown kind of accumulate function.");
            };
        }

        void add(@Nullable Object value);

        @Nullable
        Object result() throws Exception;
    }

    private static final class Known implements Running {
        private final org.kie.api.runtime.rule.AccumulateFunction<Serializable> function;
        private Serializable context;

        @SuppressWarnings("unchecked") // A function's context is made by itself.
        Known(org.kie.api.runtime.rule.AccumulateFunction<?> function) {
            this.function = (org.kie.api.runtime.rule.AccumulateFunction<Serializable>) function;
            this.context = this.function.initContext(this.function.createContext());
        }

        @Override
        public void add(@Nullable Object value) {
            function.accumulateValue(context, value);
        }

        @Override
        public @Nullable Object result() throws Exception {
            return function.getResult(context);
        }
    }

    /** {@code collect} into a type of its own. */
    private static final class Collecting implements Running {
        private final Accumulator accumulator;
        private final Object context;

        Collecting(Accumulator accumulator) {
            this.accumulator = accumulator;
            this.context = accumulator.init(null, null, null, null, null);
        }

        @Override
        public void add(@Nullable Object value) {
            accumulator.accumulate(null, context, null, new DefaultFactHandle(0, value), null, null, null);
        }

        @Override
        public Object result() {
            return context;
        }
    }

    /** Takes what its source has found. */
    void add() {
        count++;
        for (int i = 0; i < running.size(); i++) {
            running.get(i).add(argument(fold.argument(i)));
        }
    }

    private @Nullable Object argument(@Nullable Argument<?> argument) {
        return switch (argument) {
            case Variable<?> variable -> env.get(variable);
            case Value<?> value -> value.getValue();
            case null, default -> count;
        };
    }

    /** Gives its variables their values; false when the engine would go no further: its only result is null. */
    boolean bindResults() {
        boolean any = false;
        for (int i = 0; i < running.size(); i++) {
            Object result;
            try {
                result = running.get(i).result();
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
            any |= result != null;
            env.put(variable(i), result);
        }
        boolean goesOn = any || running.size() > 1;
        if (!goesOn) {
            unbind();
        }
        return goesOn;
    }

    void unbind() {
        for (int i = 0; i < running.size(); i++) {
            env.remove(variable(i));
        }
    }

    private Variable<?> variable(int index) {
        AccumulateFunction function = fold.functions().get(index);
        return function.getResult();
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** {@code 2 matches of Order(…)}. */
    String over() {
        String matches = count == 0 ? "no match" : count == 1 ? "1 match" : count + " matches";
        return fold.source().part().equals(fold.part())
                ? matches
                : matches + " of " + fold.source().part().line();
    }
}
