package dev.understudy.engine.run;

import dev.understudy.ruleset.Decision;
import dev.understudy.sandbox.Meter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.Match;

/** Counts what fires, in the order of first firing, and stops a decision that fires too often or too long. */
class FiringRecorder implements AgendaFilter {
    private final RuleOrder order;
    private final int mostFirings;
    private final Meter meter;
    private final int[] counts;
    private int[] sequence = new int[8];
    private int distinct;
    private int firings;
    private String lastRule = "";

    FiringRecorder(RuleOrder order, int mostFirings, Meter meter) {
        this.order = order;
        this.mostFirings = mostFirings;
        this.meter = meter;
        this.counts = new int[order.rules().size() + 1];
    }

    @Override
    public boolean accept(Match match) {
        RuleImpl rule = (RuleImpl) match.getRule();
        int position = rule.getLoadOrder();
        lastRule = rule.getName();
        if (++firings > mostFirings) {
            throw BudgetStop.firings(mostFirings, lastRule);
        }
        meter.atTop();
        Meter.step();
        if (counts[position]++ == 0) {
            if (distinct == sequence.length) {
                sequence = Arrays.copyOf(sequence, distinct * 2);
            }
            sequence[distinct++] = position;
        }
        return true;
    }

    /** Called before facts are inserted. */
    void attach(StatefulKnowledgeSessionImpl session) {}

    /** Called when no rule fires any more. */
    void ended(StatefulKnowledgeSessionImpl session) {}

    /** Called before the session is used again. */
    void detach(StatefulKnowledgeSessionImpl session) {}

    /** The rule that fired last; empty when none did. */
    String lastRule() {
        return lastRule;
    }

    /** Each firing, when they are kept. */
    List<Decision.Firing> firings() {
        return List.of();
    }

    /** How many rules fired. */
    int count() {
        return firings;
    }

    /** How often each rule fired, by its position. */
    Map<Integer, Integer> counts() {
        Map<Integer, Integer> fired = HashMap.newHashMap(distinct);
        for (int i = 0; i < distinct; i++) {
            fired.put(sequence[i], counts[sequence[i]]);
        }
        return fired;
    }

    List<Decision.FiredRule> fired() {
        List<Decision.FiredRule> fired = new ArrayList<>(distinct);
        for (int i = 0; i < distinct; i++) {
            int position = sequence[i];
            fired.add(new Decision.FiredRule(order.rules().get(position).name(), counts[position]));
        }
        return fired;
    }
}
