package dev.understudy.engine.run;

import dev.understudy.engine.facts.FactCodec;
import dev.understudy.engine.facts.ReadFacts;
import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BudgetUse;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Facts;
import dev.understudy.ruleset.RulesetManifest;
import dev.understudy.ruleset.SchemaDocument;
import dev.understudy.ruleset.TreeId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.drools.model.Model;

/** A ruleset on Drools' executable model. Immutable; each decision has a session of its own. */
public final class DroolsRuleset implements CompiledRuleset {
    private static final ThreadLocal<Utf8Sink> SINKS = ThreadLocal.withInitial(Utf8Sink::new);

    private final RulesetManifest manifest;
    private final TreeId tree;
    private final FactCodec codec;
    private final RuleOrder order;
    private final OutcomeCollector outcomes;
    private final AsOfFact asOf;
    private final SessionPool sessions;
    private final long weightBytes;

    /**
     * What a ruleset is made of.
     *
     * @param manifest its {@code ruleset.yaml}
     * @param tree the tree it was made from
     * @param codec facts to JSON and back
     * @param order its rules
     * @param models of all its units
     * @param types holds its declared types
     * @param classBytes the size of its class files, without those that another ruleset held before
     */
    public record Parts(
            RulesetManifest manifest,
            TreeId tree,
            FactCodec codec,
            RuleOrder order,
            Collection<Model> models,
            Types types,
            long classBytes) {}

    /**
     * The declared types, loaded.
     *
     * @param loader holds them
     * @param bySimpleName all of them
     */
    public record Types(ClassLoader loader, Map<String, Class<?>> bySimpleName) {}

    /** Builds the network. */
    public DroolsRuleset(Parts parts) {
        this.manifest = parts.manifest();
        this.tree = parts.tree();
        this.codec = parts.codec();
        this.order = parts.order();
        this.outcomes = OutcomeCollector.of(manifest.factsOut(), parts.types().bySimpleName());
        this.asOf = AsOfFact.of(parts.types().bySimpleName());
        this.sessions = new SessionPool(
                RuleNetwork.of(parts.models(), order, parts.types().loader()));
        this.weightBytes = Weights.estimate(order.rules().size(), parts.classBytes());
    }

    @Override
    public RulesetManifest manifest() {
        return manifest;
    }

    @Override
    public TreeId tree() {
        return tree;
    }

    @Override
    public Facts read(byte[] json, int offset, int length) {
        return codec.read(json, offset, length);
    }

    @Override
    public Decision decide(Facts facts, boolean explain) {
        long start = System.nanoTime();
        long deadline = start + manifest.limits().time().toNanos();
        FiringRecorder recorder = explain
                ? new ExplainingRecorder(order, manifest.limits().firings(), deadline, codec)
                : new FiringRecorder(order, manifest.limits().firings(), deadline);
        StatefulKnowledgeSessionImpl session = sessions.take();
        boolean sound = false;
        try {
            insert(session, (ReadFacts) facts);
            session.fireAllRules(recorder);
            byte[] outcome = outcome(session);
            long engineNanos = System.nanoTime() - start;
            sound = true;
            BudgetUse use = new BudgetUse(manifest.limits(), 0, recorder.count(), engineNanos);
            return new Decision(outcome, recorder.fired(), recorder.firings(), use);
        } catch (BudgetStop stop) {
            throw overBudget(stop);
        } catch (ProblemException problem) {
            throw problem;
        } catch (RuntimeException | StackOverflowError | LinkageError failure) {
            throw failed(Causes.ruleOfCondition(failure).orElse(recorder.lastRule()), failure);
        } finally {
            if (sound) {
                sessions.giveBack(session);
            } else {
                sessions.discard(session);
            }
        }
    }

    private void insert(StatefulKnowledgeSessionImpl session, ReadFacts facts) {
        List<Object> objects = facts.objects();
        for (int i = 0; i < objects.size(); i++) {
            session.insert(objects.get(i));
        }
        asOf.insert(session, facts);
    }

    private byte[] outcome(StatefulKnowledgeSessionImpl session) {
        Utf8Sink sink = SINKS.get();
        sink.reset();
        codec.writeOutcome(outcomes.collect(session), sink);
        return sink.toByteArray();
    }

    private ProblemException overBudget(BudgetStop stop) {
        return new ProblemException(
                ProblemType.BUDGET_EXCEEDED,
                stop.getMessage() + " The limit is 'limits." + stop.limit() + "' of ruleset.yaml.",
                Map.of("limit", stop.limit(), "rule", stop.rule()));
    }

    private ProblemException failed(String rule, Throwable failure) {
        Throwable cause = Causes.root(failure);
        // The exception's own words may quote facts, so they stay inside.
        String kind = cause.getClass().getSimpleName();
        RuleOrder.PlacedName place = order.rules().stream()
                .filter(each -> each.name().equals(rule))
                .findFirst()
                .orElse(null);
        if (place == null) {
            return new ProblemException(ProblemType.RULE_FAILED, "A condition failed on these facts: " + kind + ".");
        }
        return new ProblemException(
                ProblemType.RULE_FAILED,
                "The rule '" + rule + "' (" + place.file() + ":" + place.line() + ":" + place.column()
                        + ") failed on these facts: " + kind + ".",
                Map.of("rule", rule, "file", place.file(), "line", place.line(), "column", place.column()));
    }

    @Override
    public int ruleCount() {
        return order.rules().size();
    }

    @Override
    public long weightBytes() {
        return weightBytes;
    }

    @Override
    public SchemaDocument schemas() {
        return codec.schemas();
    }
}
