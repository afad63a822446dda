package dev.understudy.engine.build;

/** What compiles: a part of every key, so that nothing compiled by another version is ever taken up. */
public final class CompilerVersion {
    /** Ours, then that of Drools. Raise ours whenever generated code changes. */
    public static final String TEXT = "understudy-2/" + drools();

    private CompilerVersion() {}

    /** What compiles and decides: {@code understudy-2, drools 10.2.0, java 25.0.1+8}. */
    public static String words() {
        return TEXT.replace("/", ", drools ") + ", java " + Runtime.version();
    }

    private static String drools() {
        return org.drools.base.util.Drools.getFullVersion();
    }
}
