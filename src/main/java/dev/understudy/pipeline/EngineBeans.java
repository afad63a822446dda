package dev.understudy.pipeline;

import dev.understudy.engine.LimitSettings;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.engine.build.BuildLimits;
import dev.understudy.engine.build.ClassStore;
import dev.understudy.engine.build.PieceBuilder;
import dev.understudy.engine.java.RuleJavaCompiler;
import dev.understudy.gitrepo.DataConfig;
import dev.understudy.identity.SigningKey;
import dev.understudy.sandbox.Sandbox;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the engine together. */
final class EngineBeans {
    private EngineBeans() {}

    @Produces
    @Singleton
    static RulesetCompiler compiler(DataConfig data, SigningKey key, BuildConfig config, LimitsConfig limits) {
        ClassLoader platform = Thread.currentThread().getContextClassLoader();
        ClassStore store = new ClassStore(data.data().resolve("classes"), key.derive("class-store"));
        store.prune(config.classStoreMegabytes() << 20);
        Sandbox sandbox = Sandbox.on(platform);
        LimitSettings most = new LimitSettings(limits.time(), limits.steps(), limits.allocation(), limits.firings());
        PieceBuilder pieces = new PieceBuilder(sandbox, new RuleJavaCompiler(sandbox), store)
                .within(new BuildLimits(config.classLimit(), config.classLimitMegabytes() << 20));
        return new RulesetCompiler(pieces, most.limits());
    }
}
