package dev.understudy.sandbox;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;

/** Regular expressions, over {@link Watched} texts. */
@NullUnmarked
public final class GuardPatterns {
    private static final int PER_SEARCH = 16;

    private GuardPatterns() {}

    @StandsFor(Pattern.class)
    public static Pattern compile(String pattern) {
        return compile(pattern, 0);
    }

    @StandsFor(Pattern.class)
    public static Pattern compile(String pattern, int flags) {
        Meter.steps(pattern.length());
        return Pattern.compile(PatternLimits.check(pattern, flags), flags);
    }

    @StandsFor(Pattern.class)
    public static Matcher matcher(Pattern self, CharSequence text) {
        Meter.steps(PER_SEARCH);
        return self.matcher(new Watched(text));
    }

    @StandsFor(Pattern.class)
    public static boolean matches(String pattern, CharSequence text) {
        return matcher(compile(pattern), text).matches();
    }

    @StandsFor(Pattern.class)
    public static Predicate<String> asPredicate(Pattern self) {
        return text -> matcher(self, text).find();
    }

    @StandsFor(Pattern.class)
    public static Predicate<String> asMatchPredicate(Pattern self) {
        return text -> matcher(self, text).matches();
    }

    @StandsFor(Pattern.class)
    public static String[] split(Pattern self, CharSequence text) {
        return split(self, text, 0);
    }

    @StandsFor(Pattern.class)
    public static String[] split(Pattern self, CharSequence text, int limit) {
        Meter.steps(PER_SEARCH);
        return self.split(new Watched(text), limit);
    }

    @StandsFor(Pattern.class)
    public static String[] splitWithDelimiters(Pattern self, CharSequence text, int limit) {
        Meter.steps(PER_SEARCH);
        return self.splitWithDelimiters(new Watched(text), limit);
    }

    @StandsFor(Pattern.class)
    public static String quote(String text) {
        Cost.text(text.length());
        return Pattern.quote(text);
    }

    @StandsFor(Matcher.class)
    public static boolean find(Matcher self) {
        Meter.steps(PER_SEARCH);
        return self.find();
    }

    @StandsFor(Matcher.class)
    public static boolean find(Matcher self, int from) {
        Meter.steps(PER_SEARCH);
        return self.find(from);
    }

    @StandsFor(Matcher.class)
    public static boolean matches(Matcher self) {
        Meter.steps(PER_SEARCH);
        return self.matches();
    }

    @StandsFor(Matcher.class)
    public static boolean lookingAt(Matcher self) {
        Meter.steps(PER_SEARCH);
        return self.lookingAt();
    }

    @StandsFor(Matcher.class)
    public static Matcher reset(Matcher self, CharSequence text) {
        return self.reset(new Watched(text));
    }

    @StandsFor(Matcher.class)
    public static String quoteReplacement(String text) {
        Cost.text(text.length());
        return Matcher.quoteReplacement(text);
    }

    @StandsFor(Matcher.class)
    public static Matcher appendReplacement(Matcher self, StringBuilder text, String replacement) {
        long groups = replacement.chars().filter(each -> each == '$').count();
        Cost.room(text, replacement.length() + Cost.times(groups, (long) self.end() - self.start()));
        return self.appendReplacement(text, replacement);
    }

    @StandsFor(Matcher.class)
    public static String replaceAll(Matcher self, String replacement) {
        return replaceAll(self, match -> replacement);
    }

    @StandsFor(Matcher.class)
    public static String replaceAll(Matcher self, Function<MatchResult, String> replacement) {
        self.reset();
        StringBuilder text = new StringBuilder();
        while (find(self)) {
            appendReplacement(self, text, replacement.apply(self));
        }
        self.appendTail(text);
        return Text.of(text);
    }

    @StandsFor(Matcher.class)
    public static String replaceFirst(Matcher self, String replacement) {
        return replaceFirst(self, match -> replacement);
    }

    @StandsFor(Matcher.class)
    public static String replaceFirst(Matcher self, Function<MatchResult, String> replacement) {
        self.reset();
        StringBuilder text = new StringBuilder();
        if (find(self)) {
            appendReplacement(self, text, replacement.apply(self));
        }
        self.appendTail(text);
        return Text.of(text);
    }

    @StandsFor(String.class)
    public static boolean matches(String self, String pattern) {
        return matches(pattern, (CharSequence) self);
    }

    @StandsFor(String.class)
    public static String replaceAll(String self, String pattern, String replacement) {
        return replaceAll(matcher(compile(pattern), self), replacement);
    }

    @StandsFor(String.class)
    public static String replaceFirst(String self, String pattern, String replacement) {
        return replaceFirst(matcher(compile(pattern), self), replacement);
    }

    @StandsFor(String.class)
    public static String[] split(String self, String pattern) {
        return split(compile(pattern), self, 0);
    }

    @StandsFor(String.class)
    public static String[] split(String self, String pattern, int limit) {
        return split(compile(pattern), self, limit);
    }

    @StandsFor(String.class)
    public static String[] splitWithDelimiters(String self, String pattern, int limit) {
        return splitWithDelimiters(compile(pattern), self, limit);
    }
}
