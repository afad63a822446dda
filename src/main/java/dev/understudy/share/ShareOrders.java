package dev.understudy.share;

import dev.understudy.http.Bodies;
import dev.understudy.http.Parameters;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.CommitId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What makers of links send, and what of it can be taken. */
final class ShareOrders {
    static final int MOST_DECISIONS = 100;
    static final int MOST_USES = 1_000_000;

    private static final Duration USUAL = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,6})(s|m|h|d)");

    private ShareOrders() {}

    /**
     * The wish for a link.
     *
     * @param branch {@code feature/x} or {@code feature/x@<commit>}
     * @param commit a commit of that branch's past, or of main's when no branch is named
     * @param ruleset the ruleset that others may decide on there
     * @param decisions in its place: the decisions to show, 1 to 100
     * @param expiresIn {@code 90s}, {@code 30m}, {@code 24h} or {@code 7d}; 24 h by default, 30 d at most
     * @param uses how often it may be used; as often as anybody likes by default
     * @param bind {@code none}, {@code first-user}, {@code account:<name>} or {@code network:<address or CIDR>}
     */
    record Order(
            @Nullable String branch,
            @Nullable String commit,
            @Nullable String ruleset,
            @Nullable List<@Nullable String> decisions,
            @Nullable String expiresIn,
            @Nullable Integer uses,
            @Nullable String bind) {
        /** What to look up: {@code feature/x}, {@code feature/x@<commit>}. */
        String written() {
            String name = branch == null ? "" : branch.strip();
            if (commit == null) {
                if (name.isEmpty()) {
                    throw fault("/branch", "Name the branch: {\"branch\": \"feature/x\"}, or a commit of main.");
                }
                return name;
            }
            String digits = commit.strip().toLowerCase(Locale.ROOT);
            if (!CommitId.isValid(digits)) {
                throw fault("/commit", "A commit is named by its 40 hexadecimal digits.");
            }
            return (name.isEmpty() ? "main" : name) + "@" + digits;
        }

        Duration lifetime() {
            if (expiresIn == null) {
                return USUAL;
            }
            Matcher time = TIME.matcher(expiresIn.strip());
            if (!time.matches()) {
                throw fault("/expiresIn", "This is a time such as 90s, 30m, 24h or 7d.");
            }
            long count = Long.parseLong(time.group(1));
            Duration lifetime = switch (time.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
            if (lifetime.compareTo(LONGEST) > 0) {
                throw fault("/expiresIn", "A share link lasts 30 days at most.");
            }
            return lifetime;
        }

        @Nullable
        Integer most() {
            if (uses != null && (uses < 1 || uses > MOST_USES)) {
                throw fault("/uses", "This is a whole number from 1 to " + MOST_USES + ", or left out.");
            }
            return uses;
        }

        Bind boundTo() {
            return bind == null
                    ? Bind.NONE
                    : Bind.of(bind.strip())
                            .orElseThrow(() -> fault(
                                    "/bind",
                                    "This is none, first-user, account:<name>, or network:<address or CIDR>, such as"
                                            + " network:192.0.2.0/24."));
        }

        List<UUID> shownDecisions() {
            if (decisions == null) {
                return List.of();
            }
            if (decisions.isEmpty() || decisions.size() > MOST_DECISIONS) {
                throw fault("/decisions", "Name 1 to " + MOST_DECISIONS + " decisions by their ids.");
            }
            return IntStream.range(0, decisions.size())
                    .mapToObj(i -> Parameters.uuid(String.valueOf(decisions.get(i)))
                            .orElseThrow(() -> fault("/decisions/" + i, "A decision is named by its UUID.")))
                    .distinct()
                    .toList();
        }
    }

    static Order read(byte @Nullable [] body) throws IOException {
        Order order = Bodies.read(
                body,
                Order.class,
                null,
                "Say what to share: {\"branch\": \"feature/x\", \"ruleset\": \"flight-compensation\"}.");
        if ((order.ruleset() == null) == (order.decisions() == null)) {
            throw fault(
                    "/ruleset",
                    "Name the ruleset that others may decide on, or in its place the decisions that they may see.");
        }
        return order;
    }

    static ProblemException fault(String pointer, String sentence) {
        return ProblemException.at(ProblemType.INVALID_REQUEST, pointer, sentence);
    }
}
