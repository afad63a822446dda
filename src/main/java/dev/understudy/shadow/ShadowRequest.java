package dev.understudy.shadow;

import dev.understudy.http.Bodies;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.Exposure;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param branch {@code feature/x} or {@code feature/x@<commit>}
 * @param percent how many units' decisions; 10 when left out
 * @param duration {@code 30m}; an hour when left out
 * @param decisions how many are enough; null for no such end
 * @param blastRadius what is declared; null for nothing
 */
record ShadowRequest(
        @Nullable String branch,
        @Nullable BigDecimal percent,
        @Nullable String duration,
        @Nullable Long decisions,
        @Nullable Radius blastRadius) {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(s|m|h)");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3_600);
    private static final BigDecimal USUAL_PERCENT = BigDecimal.TEN;
    private static final String USUAL_DURATION = "1h";
    private static final long MOST_DECISIONS = 1_000_000_000;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** @param maxPercent of decisions that change, 0 to 100 */
    record Radius(@Nullable Double maxPercent) {}

    /** @throws ProblemException {@code INVALID_REQUEST} when there is none */
    static ShadowRequest read(byte @Nullable [] body) throws IOException {
        return Bodies.read(
                body,
                ShadowRequest.class,
                null,
                "A JSON object belongs into the body, {\"branch\": \"feature/x\"} say.");
    }

    String checkedBranch() {
        if (branch == null || branch.isBlank()) {
            throw fault("/branch", "Name the branch that is to decide in the shadow.");
        }
        return branch.strip();
    }

    Exposure share() {
        BigDecimal wanted = percent == null ? USUAL_PERCENT : percent;
        if (wanted.signum() <= 0 || wanted.compareTo(HUNDRED) > 0) {
            throw fault("/percent", "A percentage is more than 0 and at most 100.");
        }
        try {
            return Exposure.percent(wanted);
        } catch (ArithmeticException e) {
            throw fault("/percent", "A percentage has at most four decimals.");
        }
    }

    Duration lasts(Duration longest) {
        Matcher written = DURATION.matcher(duration == null ? USUAL_DURATION : duration);
        if (!written.matches()) {
            throw fault("/duration", "A duration is written as 90s, 30m or 24h.");
        }
        Duration wanted =
                Duration.ofSeconds(Long.parseLong(written.group(1)) * SECONDS.getOrDefault(written.group(2), 1));
        if (!wanted.isPositive() || duration != null && wanted.compareTo(longest) > 0) {
            throw fault("/duration", "It lasts more than nothing and at most " + longest.toMinutes() + "m.");
        }
        return wanted.compareTo(longest) > 0 ? longest : wanted;
    }

    @Nullable
    Long enough() {
        if (decisions != null && (decisions < 1 || decisions > MOST_DECISIONS)) {
            throw fault("/decisions", "A number of decisions is from 1 to " + MOST_DECISIONS + ".");
        }
        return decisions;
    }

    @Nullable
    Double declared() {
        if (blastRadius == null) {
            return null;
        }
        Double most = blastRadius.maxPercent();
        if (most == null || !(most >= 0 && most <= 100)) {
            throw fault("/blastRadius/maxPercent", "A percentage from 0 to 100 belongs here.");
        }
        return most;
    }

    static ProblemException fault(String pointer, String sentence) {
        return ProblemException.at(ProblemType.INVALID_REQUEST, pointer, sentence);
    }
}
