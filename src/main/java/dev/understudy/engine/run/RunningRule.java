package dev.understudy.engine.run;

import java.util.Optional;
import org.drools.core.phreak.RuleAgendaItem;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;

/** Finds the rule that the engine was at when a decision ended by an error. */
final class RunningRule {
    private RunningRule() {}

    /** Its name; nothing when facts were only being inserted. */
    static Optional<String> of(StatefulKnowledgeSessionImpl session) {
        RuleAgendaItem item = session.getAgenda().getAgendaGroupsManager().peekNextRule();
        return Optional.ofNullable(item).map(each -> each.getRule().getName());
    }
}
