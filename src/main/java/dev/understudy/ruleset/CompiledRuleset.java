package dev.understudy.ruleset;

import org.jspecify.annotations.Nullable;

/** Rules that can decide. Immutable, used by many threads at once. */
public interface CompiledRuleset {
    /** Steps of {@link #decideIfQuick}. */
    long QUICK_STEPS = 20_000;

    /** What {@code ruleset.yaml} says. */
    RulesetManifest manifest();

    /** The tree it was made from. */
    TreeId tree();

    /**
     * Reads the body of a decision call, {@code {"facts": {"Flight": [{…}]}, "asOf": "…"}}.
     *
     * @param json holds the body as UTF-8
     * @param offset where it starts
     * @param length its length in bytes
     * @throws dev.understudy.problem.ProblemException {@code INVALID_FACTS} or {@code INVALID_REQUEST} with the
     *     {@code pointer} of the place
     */
    Facts read(byte[] json, int offset, int length);

    /**
     * Decides.
     *
     * @param facts read by this very object
     * @param explain whether to keep each firing
     * @throws dev.understudy.problem.ProblemException {@code RULE_FAILED} with the rule, file and line, or {@code
     *     BUDGET_EXCEEDED} with the limit
     */
    Decision decide(Facts facts, boolean explain);

    /**
     * Decides, if that takes little: at most {@value #QUICK_STEPS} steps and 2 ms. For threads that must not be held.
     *
     * @param facts read by this very object; not to be used again, rules may have changed them
     * @return null when it takes more, and has to be decided elsewhere, from facts that are read anew
     * @throws dev.understudy.problem.ProblemException as {@link #decide}
     */
    @Nullable
    Decision decideIfQuick(Facts facts);

    /**
     * Decides, and finds out why rules did not fire. What rules did not fire takes up to as much as the decision again;
     * what can't be told within that is said to be so.
     *
     * @param facts read by this very object
     * @param asGiven the same facts, read once more: rules may change the former
     * @param request which rules
     * @throws dev.understudy.problem.ProblemException as {@link #decide}; {@code INVALID_REQUEST} when no rule has the
     *     name
     */
    Explanation explain(Facts facts, Facts asGiven, WhyNotRequest request);

    /** What decides, with versions: of our compiler, of the rule engine and of Java. */
    String engine();

    /** How many rules there are. */
    int ruleCount();

    /** An estimate of the memory that is freed when this object goes, in bytes. */
    long weightBytes();

    /** JSON schemas of its types, for OpenAPI. */
    SchemaDocument schemas();
}
