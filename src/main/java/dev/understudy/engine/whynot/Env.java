package dev.understudy.engine.whynot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.model.Binding;
import org.drools.model.Variable;
import org.jspecify.annotations.Nullable;

/** What the variables of a rule stand for at one moment of a search. For one thread. */
final class Env {
    private final Map<Variable<?>, @Nullable Object> values = new HashMap<>();
    private final Map<Variable<?>, Binding> pending = new HashMap<>();
    private final List<Node.Match> entered = new ArrayList<>();

    /** Lets a pattern's variable be {@code object}; its bindings are made when they are asked for. */
    void enter(Node.Match match, Object object) {
        values.put(match.variable(), object);
        match.bindings().forEach(binding -> pending.put(binding.getBoundVariable(), binding));
        entered.add(match);
    }

    /** Undoes it. */
    void leave(Node.Match match) {
        values.remove(match.variable());
        for (Binding binding : match.bindings()) {
            values.remove(binding.getBoundVariable());
            pending.remove(binding.getBoundVariable());
        }
        entered.removeLast();
    }

    /** How many patterns have an object now. */
    int depth() {
        return entered.size();
    }

    /** The object of the pattern that was entered as number {@code index}. */
    @Nullable
    Object objectAt(int index) {
        return values.get(entered.get(index).variable());
    }

    void put(Variable<?> variable, @Nullable Object value) {
        values.put(variable, value);
    }

    void remove(Variable<?> variable) {
        values.remove(variable);
    }

    /** The variable that the author calls so, or null. */
    @Nullable
    Variable<?> named(String name) {
        for (Variable<?> variable : values.keySet()) {
            if (variable.getName().equals(name)) {
                return variable;
            }
        }
        for (Variable<?> variable : pending.keySet()) {
            if (variable.getName().equals(name)) {
                return variable;
            }
        }
        return null;
    }

    /**
     * What a variable stands for.
     *
     * @throws IllegalStateException when it stands for nothing yet
     */
    @Nullable
    Object get(Variable<?> variable) {
        if (values.containsKey(variable)) {
            return values.get(variable);
        }
        Binding binding = pending.get(variable);
        if (binding == null) {
            throw new IllegalStateException("Nothing is bound to " + variable.getName());
        }
        Object value = binding.eval(get(binding.getInputVariables()));
        values.put(variable, value);
        return value;
    }

    @Nullable
    Object[] get(Variable<?>[] variables) {
        @Nullable Object[] found = new Object[variables.length];
        for (int i = 0; i < variables.length; i++) {
            found[i] = get(variables[i]);
        }
        return found;
    }
}
