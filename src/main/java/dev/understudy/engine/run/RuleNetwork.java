package dev.understudy.engine.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.drools.base.definitions.InternalKnowledgePackage;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.core.impl.InternalRuleBase;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.drools.model.Model;
import org.drools.modelcompiler.CanonicalKiePackages;
import org.drools.modelcompiler.KiePackagesBuilder;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.internal.utils.ChainedProperties;

/** A KieBase, made once from models and never changed. */
final class RuleNetwork {
    private final InternalKnowledgeBase kieBase;
    private final KieSessionConfiguration sessionConfiguration;

    private RuleNetwork(InternalKnowledgeBase kieBase, KieSessionConfiguration sessionConfiguration) {
        this.kieBase = kieBase;
        this.sessionConfiguration = sessionConfiguration;
    }

    /**
     * Builds the network.
     *
     * @param models of all units
     * @param order numbers the rules: {@link RuleImpl#getLoadOrder()} is the position in it
     * @param types holds the declared types
     */
    static RuleNetwork of(Collection<Model> models, RuleOrder order, ClassLoader types) {
        KieBaseConfiguration configuration = RuleBaseFactory.newKnowledgeBaseConfiguration(null, types);
        KiePackagesBuilder builder = new KiePackagesBuilder(configuration, null, new ArrayList<>(models));
        CanonicalKiePackages packages = builder.build();
        List<RuleImpl> rules = takeRules(packages.getKiePackages(), order.positions());
        InternalKnowledgeBase kieBase = KnowledgeBaseFactory.newKnowledgeBase(types.getName(), configuration);
        kieBase.addPackages(packages.getKiePackages());
        // All rules of all packages at once: added package by package, some would never fire (incubator-kie #7115).
        kieBase.addRules(rules);
        KieSessionConfiguration sessions = RuleBaseFactory.newKnowledgeSessionConfiguration(
                ChainedProperties.getChainedProperties(RuleBaseFactory.class.getClassLoader()), types);
        // A clock that stands still: rules have no time but asOf, and no session starts a timer thread.
        sessions.setOption(ClockTypeOption.PSEUDO);
        return new RuleNetwork(kieBase, sessions);
    }

    private static List<RuleImpl> takeRules(
            Collection<InternalKnowledgePackage> packages, Map<String, Integer> positions) {
        List<RuleImpl> rules = new ArrayList<>();
        for (InternalKnowledgePackage owner : packages) {
            for (Rule rule : List.copyOf(owner.getRules())) {
                RuleImpl taken = (RuleImpl) rule;
                owner.removeRule(taken);
                Integer position = positions.get(RuleOrder.key(taken.getPackageName(), taken.getName()));
                taken.setLoadOrder(position == null ? positions.size() : position);
                rules.add(taken);
            }
        }
        rules.sort(Comparator.comparingInt(RuleImpl::getLoadOrder));
        return rules;
    }

    /** A session of its own. */
    StatefulKnowledgeSessionImpl newSession() {
        return (StatefulKnowledgeSessionImpl) kieBase.newKieSession(sessionConfiguration, null);
    }

    /** For what needs the engine's own view. */
    InternalRuleBase ruleBase() {
        return kieBase;
    }
}
