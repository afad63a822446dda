package dev.understudy.review.difference;

/** What those notice who send facts and read outcomes; the worst is last. */
public enum CallerEffect {
    /** Nothing: what they send is taken as before, and what they read they can read as before. */
    NONE,
    /** Some may: strict readers of enums, those who rely on a default. */
    MAYBE,
    /** What they send is refused, or what they read is no longer there, or is something else. */
    BREAKS;

    /** The worse of both. */
    CallerEffect or(CallerEffect other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
