package dev.understudy.engine.run;

import dev.understudy.engine.facts.FactCodec;
import dev.understudy.engine.facts.ReadFacts;
import dev.understudy.engine.whynot.WrittenRule;
import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BudgetUse;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Explanation;
import dev.understudy.ruleset.Facts;
import dev.understudy.ruleset.RulesetManifest;
import dev.understudy.ruleset.SchemaDocument;
import dev.understudy.ruleset.TreeId;
import dev.understudy.ruleset.WhyNotRequest;
import dev.understudy.sandbox.Budget;
import dev.understudy.sandbox.Meter;
import dev.understudy.sandbox.Stopped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.drools.model.Model;
import org.jspecify.annotations.Nullable;

/** A ruleset on Drools' executable model. Immutable; each decision has a session of its own. */
public final class DroolsRuleset implements CompiledRuleset {
    private static final long QUICK_NANOS = 2_000_000;
    private static final ThreadLocal<Utf8Sink> SINKS = ThreadLocal.withInitial(Utf8Sink::new);

    static {
        EngineSteps.count();
    }

    private final RulesetManifest manifest;
    private final TreeId tree;
    private final FactCodec codec;
    private final RuleOrder order;
    private final OutcomeCollector outcomes;
    private final AsOfFact asOf;
    private final Explainer explainer;
    private final SessionPool sessions;
    private final String engine;
    private final long weightBytes;

    /**
     * What a ruleset is made of.
     *
     * @param manifest its {@code ruleset.yaml}
     * @param tree the tree it was made from
     * @param codec facts to JSON and back
     * @param order its rules
     * @param written its rules as they are written, in the same order
     * @param models of all its units
     * @param types holds its declared types
     * @param engine what compiled and decides, with versions
     * @param classBytes the size of its class files, without those that another ruleset held before
     */
    public record Parts(
            RulesetManifest manifest,
            TreeId tree,
            FactCodec codec,
            RuleOrder order,
            List<WrittenRule> written,
            Collection<Model> models,
            Types types,
            String engine,
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
        // Before the network: building it changes the models.
        this.explainer = Explainer.of(parts);
        this.sessions = new SessionPool(
                RuleNetwork.of(parts.models(), order, parts.types().loader()));
        this.engine = parts.engine();
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

    /** How a decision is made. */
    private record Mode(
            boolean explain, boolean quick, @Nullable Observed observed) {
        static final Mode PLAIN = new Mode(false, false, null);
        static final Mode QUICK = new Mode(false, true, null);
        static final Mode EXPLAINED = new Mode(true, false, null);
    }

    @Override
    public Decision decide(Facts facts, boolean explain) {
        return decideInFull(facts, explain ? Mode.EXPLAINED : Mode.PLAIN);
    }

    @Override
    public @Nullable Decision decideIfQuick(Facts facts) {
        RulesetManifest.Limits limits = manifest.limits();
        long nanos = Math.min(QUICK_NANOS, limits.time().toNanos());
        return decide(facts, Mode.QUICK, Math.min(QUICK_STEPS, limits.steps()), nanos);
    }

    @Override
    public Explanation explain(Facts facts, Facts asGiven, WhyNotRequest request) {
        explainer.check(request);
        Observed observed = new Observed();
        Decision decision = decideInFull(facts, new Mode(true, false, observed));
        List<Object> given = new ArrayList<>(((ReadFacts) asGiven).objects());
        Object moment = asOf.make(asGiven);
        if (moment != null) {
            given.add(moment);
        }
        return new Explanation(decision, explainer.explain(request, given, observed));
    }

    private Decision decideInFull(Facts facts, Mode mode) {
        RulesetManifest.Limits limits = manifest.limits();
        Decision decision = decide(facts, mode, limits.steps(), limits.time().toNanos());
        return Objects.requireNonNull(decision, "Only what is tried quickly is given up.");
    }

    /** Gives null instead of a problem when it is to be quick and a budget is used up. */
    private @Nullable Decision decide(Facts facts, Mode mode, long steps, long nanos) {
        long start = System.nanoTime();
        // A new session takes steps of its own, which one that is used again does not.
        StatefulKnowledgeSessionImpl session = sessions.take();
        Meter meter = Meter.arm(steps, manifest.limits().allocationBytes(), start + nanos);
        FiringRecorder recorder = recorder(mode, meter);
        boolean sound = false;
        try {
            Decision decision = decide(session, (ReadFacts) facts, recorder, meter, start);
            sound = true;
            return decision;
        } catch (BudgetStop stop) {
            throw overBudget(stop.limit(), stop.words(), stop.rule());
        } catch (ProblemException problem) {
            throw problem;
        } catch (RuntimeException | Error failure) {
            if (mode.quick() && meter.stopped() != null) {
                return null;
            }
            throw ended(failure, meter, RunningRule.of(session).orElse(recorder.lastRule()));
        } finally {
            meter.disarm();
            recorder.detach(session);
            if (sound) {
                sessions.giveBack(session);
            } else {
                sessions.discard(session);
            }
        }
    }

    private FiringRecorder recorder(Mode mode, Meter meter) {
        int firings = manifest.limits().firings();
        return mode.explain()
                ? new ExplainingRecorder(order, firings, meter, codec, explainer, mode.observed())
                : new FiringRecorder(order, firings, meter);
    }

    private Decision decide(
            StatefulKnowledgeSessionImpl session, ReadFacts facts, FiringRecorder recorder, Meter meter, long start) {
        recorder.attach(session);
        insert(session, facts);
        session.fireAllRules(recorder);
        Utf8Sink outcome = SINKS.get();
        outcome.reset();
        int[] sensitive = codec.writeOutcome(outcomes.collect(session), outcome);
        rethrow(meter.stopped());
        long engineNanos = System.nanoTime() - start;
        BudgetUse use = new BudgetUse(manifest.limits(), meter.steps(), recorder.count(), engineNanos);
        recorder.ended(session);
        return new Decision(outcome.toByteArray(), sensitive, recorder.fired(), recorder.firings(), use);
    }

    /** What stopped the rules, even if they caught it. */
    private static void rethrow(@Nullable Stopped caught) {
        if (caught != null) {
            throw caught;
        }
    }

    private void insert(StatefulKnowledgeSessionImpl session, ReadFacts facts) {
        List<Object> objects = facts.objects();
        for (int i = 0; i < objects.size(); i++) {
            session.insert(objects.get(i));
        }
        asOf.insert(session, facts);
    }

    /** What an error means that came out of the engine, whatever the rules and the engine made of it on its way. */
    private ProblemException ended(Throwable failure, Meter meter, String rule) {
        Stopped stopped = meter.stopped();
        if (stopped != null) {
            return overBudget(stopped.budget().key(), stopped.words(), rule);
        }
        return switch (Causes.root(failure)) {
            case StackOverflowError _ ->
                overBudget(Budget.DEPTH.key(), "Too many calls are within one another; is there a recursion?", rule);
            case OutOfMemoryError _ -> overBudget(Budget.ALLOCATION.key(), "Too much was allocated at once.", rule);
            default -> failed(Causes.ruleOfCondition(failure).orElse(rule), failure);
        };
    }

    private ProblemException overBudget(String limit, String words, String rule) {
        RuleOrder.PlacedName place = order.find(rule);
        String where = place == null
                ? ""
                : " It was in the rule '" + rule + "' (" + place.file() + ":" + place.line() + ":" + place.column()
                        + ").";
        String which = limit.equals(Budget.DEPTH.key())
                ? " That limit is the platform's."
                : " The limit is 'limits." + limit + "' of ruleset.yaml.";
        return place == null
                ? new ProblemException(ProblemType.BUDGET_EXCEEDED, words + which, Map.of("limit", limit))
                : new ProblemException(
                        ProblemType.BUDGET_EXCEEDED,
                        words + where + which,
                        Map.of(
                                "limit", limit,
                                "rule", rule,
                                "file", place.file(),
                                "line", place.line(),
                                "column", place.column()));
    }

    private ProblemException failed(String rule, Throwable failure) {
        Throwable cause = Causes.root(failure);
        // The exception's own words may quote facts, so they stay inside.
        String kind = cause.getClass().getSimpleName();
        RuleOrder.PlacedName place = order.find(rule);
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
    public String engine() {
        return engine;
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
