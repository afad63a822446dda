package dev.understudy.sandbox;

/** What a decision, or the loading of rules, may use up of the process. */
public enum Budget {
    /** Steps of rule code and of the engine. */
    STEPS("steps"),
    /** Bytes allocated. */
    ALLOCATION("allocation"),
    /** Wall-clock time. */
    TIME("time"),
    /** Calls within calls. */
    DEPTH("depth");

    private final String key;

    Budget(String key) {
        this.key = key;
    }

    /** Its name as it is written in {@code ruleset.yaml}. */
    public String key() {
        return key;
    }
}
