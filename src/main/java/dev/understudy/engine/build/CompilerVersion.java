package dev.understudy.engine.build;

/** What compiles: a part of every key, so that nothing compiled by another version is ever taken up. */
public final class CompilerVersion {
    /** Ours, then that of Drools. Raise ours whenever generated code changes. */
    public static final String TEXT = "understudy-2/" + drools();

    private CompilerVersion() {}

    private static String drools() {
        return org.drools.base.util.Drools.getFullVersion();
    }
}
