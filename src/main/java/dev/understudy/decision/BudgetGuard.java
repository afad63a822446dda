package dev.understudy.decision;

import dev.understudy.catalog.BudgetHistory;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Quarantine;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.routing.Selection;
import dev.understudy.ruleset.BudgetUse;
import dev.understudy.ruleset.RulesetName;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches what decisions use of their budgets. A draft that is stopped again and again is quarantined: its requests are
 * refused until its rules change. What {@code main} decides never is; an alarm is raised instead. Thread-safe; a
 * decision that is nowhere near its limits takes no lock here.
 */
@Singleton
class BudgetGuard implements Admission {
    private static final Logger LOG = Logger.getLogger(BudgetGuard.class);
    /** From this share on, a decision is near its limit. */
    private static final double NEAR = 0.8;

    private static final int MOST_STOPS = 1_000;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    private final RulesetCatalog catalog;
    private final BudgetMeters meters;
    private final BudgetHistory.Patience patience;
    private final Clocks clocks;
    private final Rarely<RulesetName> alarms;
    private final Rarely<Subject> warnings;

    /** A ruleset on a branch. */
    private record Subject(String ruleset, String branch) {}

    /**
     * Where time comes from.
     *
     * @param wall for people
     * @param nanos as {@link System#nanoTime()}
     */
    record Clocks(InstantSource wall, LongSupplier nanos) {}

    @Inject
    BudgetGuard(RulesetCatalog catalog, BudgetMeters meters, QuarantineConfig config) {
        this(catalog, meters, config, new Clocks(InstantSource.system(), System::nanoTime));
    }

    BudgetGuard(RulesetCatalog catalog, BudgetMeters meters, QuarantineConfig config, Clocks clocks) {
        if (config.stops() < 1 || config.stops() > MOST_STOPS) {
            throw new IllegalArgumentException("understudy.quarantine.stops is " + config.stops()
                    + "; it has to be a number from 1 to " + MOST_STOPS + ".");
        }
        Duration window = config.window();
        if (!window.isPositive() || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("understudy.quarantine.window is " + window
                    + "; it has to be a duration such as 60s, more than 0 and at most 1d.");
        }
        this.catalog = catalog;
        this.meters = meters;
        this.patience = new BudgetHistory.Patience(config.stops(), window.toNanos());
        this.clocks = clocks;
        this.alarms = new Rarely<>(window.toNanos(), clocks.nanos());
        this.warnings = new Rarely<>(TimeUnit.MINUTES.toNanos(1), clocks.nanos());
    }

    /** Has the settings checked before the first decision. */
    void start(@Observes StartupEvent event) {}

    /** @throws ProblemException {@code QUARANTINED} when these rules are, and the request is not one of {@code main} */
    @Override
    public void admit(BuildSlot slot, Selection selection) {
        Quarantine quarantine = slot.budgets().quarantine();
        if (quarantine != null && !selection.effective() && !catalog.snapshot().isOnMain(slot)) {
            throw quarantined(slot, selection, quarantine);
        }
    }

    /** Takes note of what a decision used. */
    void decided(Resolved rules, BudgetUse use) {
        double share = use.fraction();
        rules.slot().budgets().used(share);
        if (share >= NEAR) {
            nearLimit(rules, use);
        }
    }

    /** Takes note of how a decision ended that has no outcome. */
    void failed(Resolved rules, ProblemException problem) {
        if (problem.type() != ProblemType.BUDGET_EXCEEDED) {
            return;
        }
        String limit = text(problem, "limit");
        if ("steps".equals(limit) || "firings".equals(limit)) {
            rules.slot().budgets().used(1);
        }
        if (rules.selection().effective()) {
            alarm(rules, problem);
        } else if (!catalog.snapshot().isOnMain(rules.slot())) {
            draftStopped(rules, problem);
        }
    }

    private void nearLimit(Resolved rules, BudgetUse use) {
        meters.nearLimit(rules, use.nearest());
        String branch = rules.selection().view().branch().value();
        if (warnings.now(new Subject(rules.name().value(), branch))) {
            LOG.warnf(
                    "%s on %s at %s is near its limit: a decision used %s. Beyond it decisions are stopped.",
                    rules.name(), branch, rules.commit(), use.text());
        }
    }

    private void alarm(Resolved rules, ProblemException problem) {
        long stops = meters.mainStopped(rules);
        if (alarms.now(rules.name())) {
            LOG.errorf(
                    "A decision of main was stopped: %s at %s. %s Stopped since the start: %d. main is not quarantined;"
                            + " mend or revert it.",
                    rules.name(), rules.commit(), oneLine(problem.detail()), stops);
        }
    }

    private void draftStopped(Resolved rules, ProblemException problem) {
        Quarantine why = new Quarantine(
                clocks.wall().instant(),
                rules.selection().view().branch().value(),
                rules.commit().value(),
                text(problem, "limit"),
                text(problem, "rule"),
                text(problem, "file"),
                problem.extensions().get("line") instanceof Integer line ? line : null,
                problem.detail());
        if (rules.slot().budgets().stopped(clocks.nanos().getAsLong(), patience, why)) {
            LOG.warnf(
                    "Quarantined %s on %s at %s: %d of its decisions were stopped within %d s, the last one by the limit"
                            + " %s in %s. %s Its requests are refused until a commit changes its rules.",
                    rules.name(),
                    why.branch(),
                    why.commit(),
                    patience.stops(),
                    TimeUnit.NANOSECONDS.toSeconds(patience.windowNanos()),
                    why.limit() == null ? "of its answer" : why.limit(),
                    oneLine(place(why)),
                    oneLine(why.reason()));
        }
    }

    private ProblemException quarantined(BuildSlot slot, Selection selection, Quarantine quarantine) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("branch", selection.view().branch().value());
        extensions.put("since", quarantine.since().toString());
        put(extensions, "limit", quarantine.limit());
        put(extensions, "rule", quarantine.rule());
        put(extensions, "file", quarantine.file());
        put(extensions, "line", quarantine.line());
        return new ProblemException(
                ProblemType.QUARANTINED,
                "'" + slot.key().ruleset() + "' on '" + selection.view().branch() + "' is quarantined since "
                        + quarantine.since() + ": " + patience.stops() + " decisions within "
                        + Duration.ofNanos(patience.windowNanos()).toSeconds()
                        + " s used up their budget. The last one: " + quarantine.reason()
                        + " Push a commit that changes these rules; it ends the quarantine.",
                extensions);
    }

    private static void put(Map<String, Object> extensions, String name, @Nullable Object value) {
        if (value != null) {
            extensions.put(name, value);
        }
    }

    private static @Nullable String text(ProblemException problem, String member) {
        return problem.extensions().get(member) instanceof String text ? text : null;
    }

    private static String place(Quarantine why) {
        if (why.rule() == null) {
            return "no rule";
        }
        return "the rule '" + why.rule() + "'" + (why.file() == null ? "" : " (" + why.file() + ":" + why.line() + ")");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
