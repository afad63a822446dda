package dev.understudy.engine.run;

import java.util.HashSet;
import java.util.Set;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.kie.api.event.rule.AgendaGroupPushedEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.MatchCreatedEvent;

/** Sees which rules were matched, whether they fired or not, and which agenda groups were given the focus. */
final class AgendaWatch extends DefaultAgendaEventListener {
    private final Set<Integer> matched = new HashSet<>();
    private final Set<String> focused = new HashSet<>();

    void attach(StatefulKnowledgeSessionImpl session) {
        session.addEventListener(this);
    }

    void detach(StatefulKnowledgeSessionImpl session) {
        session.removeEventListener(this);
    }

    @Override
    public void matchCreated(MatchCreatedEvent event) {
        matched.add(((RuleImpl) event.getMatch().getRule()).getLoadOrder());
    }

    @Override
    public void agendaGroupPushed(AgendaGroupPushedEvent event) {
        focused.add(event.getAgendaGroup().getName());
    }

    Set<Integer> matched() {
        return matched;
    }

    Set<String> focused() {
        return focused;
    }
}
