package dev.understudy.engine.whynot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The facts at one moment, in the order in which they were inserted. For one thread. */
public final class FactList {
    private final List<Object> all;
    private final Set<String> sent;
    private final Function<Object, String> makers;
    private final Map<Class<?>, List<Object>> byType = new HashMap<>();

    /**
     * @param all in the order in which they were inserted
     * @param sent names of the types that callers may send
     */
    public FactList(List<Object> all, Set<String> sent) {
        this(all, sent, _ -> "");
    }

    private FactList(List<Object> all, Set<String> sent, Function<Object, String> makers) {
        this.all = List.copyOf(all);
        this.sent = Set.copyOf(sent);
        this.makers = makers;
    }

    /** The same, with words for where a fact comes from: empty when it was sent. */
    FactList madeBy(Function<Object, String> words) {
        return new FactList(all, sent, words);
    }

    /** Where a fact comes from, as words behind it. */
    String maker(Object fact) {
        return makers.apply(fact);
    }

    List<Object> of(Class<?> type) {
        return byType.computeIfAbsent(type, this::select);
    }

    private List<Object> select(Class<?> type) {
        List<Object> selected = new ArrayList<>();
        for (Object each : all) {
            if (type.isInstance(each)) {
                selected.add(each);
            }
        }
        return selected;
    }

    /** Whether callers may send facts of the type. */
    boolean mayBeSent(String type) {
        return sent.contains(type);
    }
}
