package dev.understudy.review.difference;

import dev.understudy.ruleset.ChangeWindows;
import dev.understudy.ruleset.ChangeWindows.Window;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage;
import dev.understudy.ruleset.ShadowStage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What a rollout's plan says, by key, for people. */
final class PlanWords {
    private PlanWords() {}

    /**
     * By key, what it says.
     *
     * @param text writes a duration
     */
    static Map<String, List<String>> of(RolloutPlan plan, Function<Duration, String> text) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        said.put(
                "rollout.shadow",
                plan.shadow().map(each -> shadow(each, text)).stream().toList());
        said.put(
                "rollout", plan.stages().stream().map(each -> stage(each, text)).toList());
        said.put(
                "rollout.holdout",
                plan.holdout().equals(Exposure.NONE)
                        ? List.of()
                        : List.of(plan.holdout().toString()));
        said.put("rollout.start", plan.start().map(Object::toString).stream().toList());
        ChangeWindows windows = plan.windows();
        said.put("rollout.windows.zone", List.of(windows.zone().getId()));
        said.put("rollout.windows.allow", windows(windows.allowed()));
        said.put("rollout.windows.deny", windows(windows.denied()));
        said.put(
                "rollout.guardrails.latency",
                plan.guardrails().latency().map(text).stream().toList());
        said.put(
                "rollout.guardrails.floors",
                plan.guardrails().floors().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> each.getKey().name().toLowerCase(Locale.ROOT) + " " + each.getValue())
                        .toList());
        said.put(
                "rollout.guardrails.floors.units",
                List.of("" + plan.guardrails().floorUnits()));
        return said;
    }

    private static String shadow(ShadowStage shadow, Function<Duration, String> text) {
        String most = shadow.most()
                .map(each -> ", of which at most " + each + " change")
                .orElse("");
        return shadow.exposure() + " for " + text.apply(shadow.soak()) + " and " + shadow.decisions() + " decisions"
                + most;
    }

    private static String stage(RolloutStage stage, Function<Duration, String> text) {
        String units = stage.units() == RolloutStage.USUAL_UNITS ? "" : " and " + stage.units() + " units";
        String rest = " for " + text.apply(stage.soak()) + units;
        return switch (stage) {
            case RolloutStage.Share share -> share.exposure() + rest;
            case RolloutStage.Cohort cohort -> cohort.exposure() + " of those with " + cohort.when() + rest;
        };
    }

    private static List<String> windows(List<Window> windows) {
        return windows.stream().map(PlanWords::window).toList();
    }

    private static String window(Window window) {
        String text = switch (window) {
            case ChangeWindows.Dated dated -> dated.from() + " to " + dated.to();
            case ChangeWindows.Weekly weekly ->
                weekly.days().stream().sorted().toList() + " " + weekly.from() + " to " + weekly.to();
        };
        return window.reason().isEmpty() ? text : text + ", " + window.reason();
    }
}
