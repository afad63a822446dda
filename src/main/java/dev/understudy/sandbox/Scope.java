package dev.understudy.sandbox;

/** Whose code may use an entry of the lists. */
enum Scope {
    /** Whatever an author writes. */
    CODE,
    /** Only what the rule engine writes to build its network. */
    GENERATED,
    /** Nobody by name; the class loader finds it. */
    LINK;

    static Scope named(String word) {
        for (Scope each : values()) {
            if (each.name().equalsIgnoreCase(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("a scope is code, generated or link, and not '" + word + "'");
    }

    /** Whether code of this scope may use an entry of {@code entry}. */
    boolean sees(Scope entry) {
        return entry.compareTo(this) <= 0;
    }
}
