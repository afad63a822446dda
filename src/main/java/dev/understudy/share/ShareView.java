package dev.understudy.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A share link as its maker sees it.
 *
 * @param id its id
 * @param state {@code ACTIVE}, {@code USED_UP}, {@code EXPIRED} or {@code REVOKED}
 * @param branch whose rules it shows
 * @param commit a commit of its past; missing for its head
 * @param ruleset the ruleset that it may be used for; missing when it shows decisions
 * @param decisions the decisions that it shows; missing when it is for a ruleset
 * @param bind who alone may use it
 * @param bound whether a first browser has it already
 * @param uses how often it was opened, or sent in a header
 * @param mostUses how often it may be; missing when as often as anybody likes
 * @param madeBy the account that made it
 * @param madeAt when
 * @param expiresAt when it ends
 * @param revoked by whom, when and why it was ended before; missing when it was not
 * @param url what to send to somebody; there once, in the answer that made it
 * @param token what programs send as {@code Rules-Preview}; there once as well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShareView(
        String id,
        State state,
        String branch,
        @Nullable String commit,
        @Nullable String ruleset,
        @Nullable List<String> decisions,
        String bind,
        boolean bound,
        int uses,
        @Nullable Integer mostUses,
        String madeBy,
        Instant madeAt,
        Instant expiresAt,
        @Nullable RevokedView revoked,
        @Nullable String url,
        @Nullable String token) {
    /** How far it is. */
    enum State {
        ACTIVE,
        USED_UP,
        EXPIRED,
        REVOKED
    }

    /** Why it was ended before its time. */
    record RevokedView(String by, Instant at, Ending why) {}

    /** What it was used for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UseView(
            long number,
            Instant at,
            LinkUse.Action action,
            String address,
            String userAgent,
            @Nullable String caller,
            @Nullable String decision) {
        static UseView of(ShareStore.Recorded use) {
            UUID decision = use.decision();
            return new UseView(
                    use.id(),
                    use.at(),
                    use.action(),
                    use.visitor().address(),
                    use.visitor().userAgent(),
                    use.visitor().account(),
                    decision == null ? null : decision.toString());
        }
    }

    static ShareView of(ShareLink link, Instant now) {
        return of(link, now, null, null);
    }

    static ShareView of(ShareLink link, Instant now, @Nullable String url, @Nullable String token) {
        ShareLink.Shown shown = link.shown();
        ShareLink.Revoked revoked = link.revoked();
        return new ShareView(
                link.id().toString(),
                state(link, now),
                shown.branch().value(),
                shown.commit() == null ? null : shown.commit().value(),
                shown.ruleset(),
                shown.decisions().isEmpty()
                        ? null
                        : shown.decisions().stream().map(UUID::toString).toList(),
                link.bind().text(),
                link.boundHash() != null,
                link.count().uses(),
                link.count().most(),
                link.made().by(),
                link.made().at(),
                link.made().expiresAt(),
                revoked == null ? null : new RevokedView(revoked.by(), revoked.at(), revoked.why()),
                url,
                token);
    }

    private static State state(ShareLink link, Instant now) {
        if (link.revoked() != null) {
            return State.REVOKED;
        }
        if (!link.made().expiresAt().isAfter(now)) {
            return State.EXPIRED;
        }
        return link.count().isUp() ? State.USED_UP : State.ACTIVE;
    }
}
