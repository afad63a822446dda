package dev.understudy.engine.facts;

/** What facts and outcomes may hold: bounds on what one body can cost before a rule has run. */
final class FactLimits {
    /** Characters of one text. */
    static final int TEXT = 65_536;
    /** Digits of one number. */
    static final int DIGITS = 1_000;
    /** Digits behind the point, or zeros before it that are written as an exponent. */
    static final int SCALE = 1_000;
    /** Objects and lists within each other, the body's own counted. */
    static final int DEPTH = 32;
    /** Facts of one call. */
    static final int FACTS = 10_000;
    /** Characters of one name. */
    static final int NAME = 1_000;
    /** Bytes of an outcome, unless the caller says otherwise. */
    static final int OUTCOME_BYTES = 1 << 20;
    /** Bytes of one fact in an explanation. */
    static final int EXPLAINED_FACT_BYTES = 1 << 16;

    private FactLimits() {}
}
