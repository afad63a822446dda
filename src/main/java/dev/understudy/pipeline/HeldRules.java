package dev.understudy.pipeline;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.Diagnostic;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Goes on with rules that {@code main} ran and that this version, or its settings, would refuse: compiles them once more
 * under the list of what rules may use that was in force when they went live, in a slot that no branch but {@code main}
 * has. An upgrade must not stop production, and nobody may begin to use what is no longer offered.
 */
@Singleton
class HeldRules {
    private static final Logger LOG = Logger.getLogger(HeldRules.class);

    private final RulesetCompiler compiler;
    private final BuildService builds;
    private final BuildConfig config;

    HeldRules(RulesetCompiler compiler, BuildService builds, BuildConfig config) {
        this.compiler = compiler;
        this.builds = builds;
        this.config = config;
    }

    /** The list under which this version compiles. */
    String list() {
        return compiler.list();
    }

    /**
     * What goes on in place of a slot that was refused.
     *
     * @param live what is recorded of it
     * @param refused the same rules, as this version sees them
     * @return nothing when they may not go on
     */
    Optional<BuildSlot> hold(LiveRecord.Live live, BuildSlot refused) {
        if (live.list().isEmpty() || !(refused.result() instanceof BuildResult.Rejected why)) {
            return Optional.empty();
        }
        String name = refused.key().ruleset() + " at " + live.commit();
        if (!config.keepRefusedMain()) {
            LOG.errorf(
                    "%s was live on main and is refused by this version: %s It is BROKEN, since"
                            + " understudy.build.keep-refused-main is false.",
                    name, why.diagnostics().getFirst().text());
            return Optional.empty();
        }
        String list = live.list().get();
        RulesetCompiler before;
        try {
            before = compiler.asBefore(list);
        } catch (IllegalArgumentException unusable) {
            LOG.errorf(
                    "%s was live on main and is refused by this version, and the list of what it may use can't be"
                            + " applied any more: %s",
                    name, unusable.getMessage());
            return Optional.empty();
        }
        BuildSlot held = BuildSlot.heldUnder(list, refused.key());
        builds.build(held, source -> marked(before.build(source), why.diagnostics()))
                .join();
        if (held.state() != BuildSlot.State.LIVE) {
            return Optional.empty();
        }
        LOG.errorf(
                "%s of main is refused by this version and goes on as before; correct its rules soon: %s",
                name, why.diagnostics().getFirst().text());
        return Optional.of(held);
    }

    /** Says what this version refuses, beside what there is to say anyway. */
    private static BuildResult marked(BuildResult result, List<Diagnostic> refusals) {
        if (!(result instanceof BuildResult.Built built)) {
            return result;
        }
        List<Diagnostic> all = new ArrayList<>();
        Diagnostic first = refusals.getFirst();
        all.add(Diagnostic.warning(
                first.file(),
                first.line(),
                first.column(),
                "This version refuses these rules. They go on deciding on main alone, as they did before; correct"
                        + " what is told here."));
        refusals.stream()
                .map(each -> Diagnostic.warning(
                        each.file(), each.line(), each.column(), "Refused by this version: " + each.message()))
                .forEach(all::add);
        all.addAll(built.diagnostics());
        return new BuildResult.Built(built.tree(), built.ruleset(), all);
    }
}
