package dev.understudy.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why decisions by a draft's rules are refused: they used up their budget again and again.
 *
 * @param since when that began
 * @param branch the branch whose decision was the last to be stopped
 * @param commit the commit of that branch
 * @param limit what that decision used up, as {@code ruleset.yaml} names it; missing when unknown
 * @param rule the rule that it was in; missing when unknown
 * @param file where the rule is, from the top of the rules repository; missing when unknown
 * @param line where the rule starts; missing when unknown
 * @param reason what that decision was answered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Quarantine(
        Instant since,
        String branch,
        String commit,
        @Nullable String limit,
        @Nullable String rule,
        @Nullable String file,
        @Nullable Integer line,
        String reason) {}
