package dev.understudy.launch;

import io.smallrye.config.ConfigValidationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a sentence what SmallRye says of settings in several lines, with its codes and exceptions. */
final class SettingFaults {
    private static final Pattern VALUE =
            Pattern.compile("property (\\S+) with the config value \"([^\"]*)\"", Pattern.DOTALL);
    private static final Pattern MISSING = Pattern.compile("property (\\S+) is required");
    private static final Pattern UNKNOWN = Pattern.compile("SRCFG00050: (\\S+)");
    private static final Pattern CODE = Pattern.compile("\\b[\\w.]*Exception: |\\bSRCFG\\d+: ");
    private static final String GUIDE = "docs/guide/operator.md tells what it takes.";

    private SettingFaults() {}

    /** The first of what is wrong, by the setting's name, and how much more there is. */
    static String sentence(ConfigValidationException faults) {
        if (faults.getProblemCount() == 0) {
            return "A setting can't be taken; the log tells which.";
        }
        String first = sentence(String.valueOf(faults.getProblem(0).getMessage()));
        int more = faults.getProblemCount() - 1;
        return more == 0 ? first : first + " (And " + more + (more == 1 ? " setting more.)" : " settings more.)");
    }

    private static String sentence(String words) {
        Matcher value = VALUE.matcher(words);
        if (value.find()) {
            return value.group(1) + " is '" + value.group(2) + "', which it can't be; " + GUIDE;
        }
        Matcher missing = MISSING.matcher(words);
        if (missing.find()) {
            return missing.group(1) + " is missing; " + GUIDE;
        }
        Matcher unknown = UNKNOWN.matcher(words);
        if (unknown.find()) {
            return unknown.group(1) + " is no setting; docs/guide/operator.md lists them.";
        }
        return "A setting can't be taken: "
                + CODE.matcher(words).replaceAll("").lines().findFirst().orElse("no reason given.");
    }
}
