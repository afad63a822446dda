package dev.understudy.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.identity.TokenRight;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.Nearest;
import dev.understudy.ruleset.RulesetName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What callers send and get of tokens, and what of it can be taken. */
final class TokenOrders {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,49}");
    private static final Pattern OWNER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}@._-]{0,63}");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6}) ?(m|h|d)");
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);
    private static final Duration USUAL_LIFE = Duration.ofDays(90);
    private static final Duration LONGEST_GRACE = Duration.ofDays(7);
    private static final Duration USUAL_GRACE = Duration.ofHours(1);
    private static final int MOST_RULESETS = 50;
    private static final List<String> RIGHTS =
            Arrays.stream(TokenRight.values()).map(TokenRight::text).toList();

    private TokenOrders() {}

    /**
     * The wish for a new one.
     *
     * @param name the program's: letters in lower case, digits, {@code . _ -}
     * @param owner the account that answers for it; whoever asks by default
     * @param rights what it is for: {@code decide}, {@code branch:select}, {@code branch:effective}, {@code git}
     * @param rulesets the only ones that it is for; all by default
     * @param expiresIn {@code 30d}; 90 days by default, 366 at most
     */
    record Order(
            @Nullable String name,
            @Nullable String owner,
            @Nullable List<@Nullable String> rights,
            @Nullable List<@Nullable String> rulesets,
            @Nullable String expiresIn) {}

    /**
     * The wish for another secret.
     *
     * @param grace how long the one before goes on: {@code 12h}; 1 h by default, 7 days at most, {@code 0m} for not
     * @param expiresIn how long it holds from now on; 90 days by default, 366 at most
     */
    record Rotation(@Nullable String grace, @Nullable String expiresIn) {}

    /** As callers see it; the token itself is there in the one answer that tells it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            String name,
            String owner,
            List<TokenRight> rights,
            List<String> rulesets,
            Token.State state,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant formerSecretUntil,
            @Nullable String revokedBy,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt,
            @Nullable String token) {}

    static View view(Token of, Instant now, @Nullable String text) {
        Token.Made revoked = of.life().revoked();
        Instant former = of.secrets().formerUntil();
        return new View(
                of.id(),
                of.holder().name(),
                of.holder().owner(),
                of.grant().rights(),
                of.grant().rulesets(),
                of.state(now),
                of.life().made().by(),
                of.life().made().at(),
                of.life().expiresAt(),
                former == null || !now.isBefore(former) ? null : former,
                revoked == null ? null : revoked.by(),
                revoked == null ? null : revoked.at(),
                of.life().lastUsedAt(),
                text);
    }

    /** The id in a path; what is none names nothing. */
    static String id(String text) {
        if (!TokenText.isId(text)) {
            throw new ProblemException(
                    ProblemType.UNKNOWN_TOKEN, "There is no token of that id; ids have 12 letters and digits.");
        }
        return text;
    }

    static Token.Holder holder(Order order, String caller) {
        String name = order.name() == null ? "" : order.name();
        if (!NAME.matcher(name).matches()) {
            throw fault(
                    "/name",
                    "A name has 1 to 50 letters in lower case, digits, dots, dashes and underscores, such as"
                            + " payments-prod.");
        }
        String owner = order.owner() == null ? caller : order.owner();
        if (!OWNER.matcher(owner).matches()) {
            throw fault("/owner", "This is no name of an account.");
        }
        return new Token.Holder(name, owner);
    }

    static Token.Grant grant(Order order) {
        Set<TokenRight> rights = rights(order.rights());
        List<String> rulesets = rulesets(order.rulesets());
        if (rights.contains(TokenRight.GIT) && !rulesets.isEmpty()) {
            throw fault(
                    "/rulesets", "A token with git sees the whole repository, so it can't be for some rulesets alone.");
        }
        return new Token.Grant(List.copyOf(rights), rulesets);
    }

    private static Set<TokenRight> rights(@Nullable List<@Nullable String> texts) {
        if (texts == null || texts.isEmpty()) {
            throw fault("/rights", "Say what the token is for: " + String.join(", ", RIGHTS) + ".");
        }
        Set<TokenRight> rights = EnumSet.noneOf(TokenRight.class);
        for (int i = 0; i < texts.size(); i++) {
            String text = String.valueOf(texts.get(i));
            String pointer = "/rights/" + i;
            rights.add(TokenRight.of(text)
                    .orElseThrow(() -> fault(pointer, "A token has no such right" + Nearest.hint(text, RIGHTS))));
        }
        return rights;
    }

    private static List<String> rulesets(@Nullable List<@Nullable String> names) {
        if (names == null) {
            return List.of();
        }
        if (names.isEmpty() || names.size() > MOST_RULESETS) {
            throw fault("/rulesets", "Name 1 to " + MOST_RULESETS + " rulesets, or leave rulesets out for all.");
        }
        for (int i = 0; i < names.size(); i++) {
            if (!RulesetName.isValid(String.valueOf(names.get(i)))) {
                throw fault("/rulesets/" + i, "This is no name of a ruleset.");
            }
        }
        return names.stream().map(String::valueOf).distinct().toList();
    }

    static Duration life(@Nullable String text) {
        Duration life = text == null ? USUAL_LIFE : duration(text, "/expiresIn");
        if (life.isZero() || life.compareTo(LONGEST_LIFE) > 0) {
            throw fault("/expiresIn", "A token holds for more than nothing, and for 366d at most.");
        }
        return life;
    }

    static Duration grace(@Nullable String text) {
        Duration grace = text == null ? USUAL_GRACE : duration(text, "/grace");
        if (grace.compareTo(LONGEST_GRACE) > 0) {
            throw fault("/grace", "The secret before goes on for 7d at most.");
        }
        return grace;
    }

    private static Duration duration(String text, String pointer) {
        Matcher written = DURATION.matcher(text);
        if (!written.matches()) {
            throw fault(pointer, "A duration is written as 30m, 12h or 90d.");
        }
        long number = Long.parseLong(written.group(1));
        return switch (written.group(2).charAt(0)) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    static ProblemException fault(String pointer, String sentence) {
        return ProblemException.at(ProblemType.INVALID_REQUEST, pointer, sentence);
    }
}
