package dev.understudy.share;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import dev.understudy.database.Transactions;
import dev.understudy.decision.ApartDecisions;
import dev.understudy.decisionlog.query.LogReader;
import dev.understudy.http.Parameters;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.routing.BranchSelector;
import dev.understudy.routing.Selection;
import dev.understudy.ruleset.Nearest;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes, lists and revokes share links. Blocking; thread-safe. */
@Singleton
class ShareService {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Parts parts;
    private final LinkTokens tokens;
    private final BranchSelector selector;
    private final ApartDecisions decisions;
    private final LogReader log;

    ShareService(Parts parts, LinkTokens tokens, BranchSelector selector, ApartDecisions decisions, LogReader log) {
        this.parts = parts;
        this.tokens = tokens;
        this.selector = selector;
        this.decisions = decisions;
        this.log = log;
    }

    /** Where links are kept. */
    @Singleton
    record Parts(Transactions database, ShareStore store, AuditLog audit, Revocations revocations, LinkBook book) {}

    /** A link that was made, with its token, which is told this once. */
    record Fresh(ShareLink link, String token) {}

    /** A link, and what it was used for. */
    record Used(ShareLink link, List<ShareStore.Recorded> uses) {}

    /** @throws ProblemException when the caller may not, or what is to be shown is not there */
    Fresh create(Caller caller, ShareOrders.Order order) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ShareLink link = new ShareLink(
                newId(),
                shown(caller, order),
                order.boundTo(),
                null,
                new ShareLink.Count(0, order.most()),
                new ShareLink.Made(caller.name(), now, now.plus(order.lifetime())),
                null);
        parts.database().call(connection -> {
            parts.store().insert(connection, link);
            return parts.audit()
                    .append(new AuditEvent(
                            caller.name(),
                            AuditAction.SHARE_CREATED,
                            link.subject(),
                            link.shown().ruleset(),
                            Map.of(),
                            recorded(link)));
        });
        return new Fresh(link, tokens.write(link.id(), now, link.made().expiresAt()));
    }

    /** The newest first: all of them for who may see all, else the caller's own. */
    List<ShareLink> page(Caller caller, @Nullable UUID before, int most) {
        String maker = caller.may(Right.SEE_SHARE_LINKS) ? null : caller.name();
        return parts.database().call(connection -> parts.store().page(connection, maker, before, most));
    }

    /** One of them. */
    Used get(Caller caller, String id, long usesBefore, int mostUses) {
        ShareLink link = visible(caller, id);
        return new Used(
                link,
                parts.database().call(connection -> parts.store().uses(connection, link.id(), usesBefore, mostUses)));
    }

    /** Ends it at once on this node, and within seconds on others. */
    void revoke(Caller caller, String id) {
        ShareLink link = visible(caller, id);
        if (!link.made().by().equals(caller.name())) {
            caller.require(Right.REVOKE_SHARE_LINKS);
        }
        parts.revocations().end(link, caller.name(), Ending.REVOKED);
        parts.book().forget(link.id());
    }

    private ShareLink visible(Caller caller, String id) {
        UUID named = Parameters.uuid(id).orElseThrow(ShareLink::unknown);
        return parts.database()
                .call(connection -> parts.store().standing(connection, named))
                .map(ShareStore.Found::link)
                .filter(link -> link.made().by().equals(caller.name()) || caller.may(Right.SEE_SHARE_LINKS))
                .orElseThrow(ShareLink::unknown);
    }

    private ShareLink.Shown shown(Caller caller, ShareOrders.Order order) {
        Selection selection = selector.named(order.written());
        if (selection.effective()) {
            throw ShareOrders.fault(
                    "/branch", "'main' is what counts for everybody. Share another branch, or a commit.");
        }
        List<UUID> named = order.shownDecisions();
        if (named.isEmpty()) {
            ruleset(Objects.requireNonNull(order.ruleset()), selection, order.written());
        } else {
            caller.require(Right.READ_DECISIONS);
            for (int i = 0; i < named.size(); i++) {
                known(named.get(i), i);
            }
        }
        return new ShareLink.Shown(selection.view().branch(), selection.commit(), order.ruleset(), named);
    }

    /** The branch need not compile yet; a commit has to be there. */
    private void ruleset(String name, Selection selection, String written) {
        if (selection.commit() != null && RulesetName.isValid(name)) {
            decisions.rules(name, written);
        } else if (selection.view().ruleset(name) == null) {
            List<String> names = selection.view().rulesets().keySet().stream()
                    .map(RulesetName::value)
                    .toList();
            throw new ProblemException(
                    ProblemType.UNKNOWN_RULESET,
                    "There is no ruleset of that name on the branch '"
                            + selection.view().branch() + "'" + Nearest.hint(name, names),
                    Map.of("pointer", "/ruleset"));
        }
    }

    private void known(UUID decision, int index) {
        try {
            log.named(decision.toString());
        } catch (ProblemException problem) {
            throw new ProblemException(problem.type(), problem.detail(), Map.of("pointer", "/decisions/" + index));
        }
    }

    private static Map<String, Object> recorded(ShareLink link) {
        Map<String, Object> recorded = new LinkedHashMap<>();
        recorded.put("branch", link.shown().text());
        if (!link.shown().decisions().isEmpty()) {
            recorded.put(
                    "decisions",
                    link.shown().decisions().stream().map(UUID::toString).toList());
        }
        recorded.put("bind", link.bind().text());
        Integer most = link.count().most();
        if (most != null) {
            recorded.put("uses", most);
        }
        recorded.put("expiresAt", link.made().expiresAt());
        return recorded;
    }

    /** Of version 7 (RFC 9562). */
    private static UUID newId() {
        long high = System.currentTimeMillis() << 16 | 0x7000L | RANDOM.nextInt(1 << 12);
        return new UUID(high, RANDOM.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
    }
}
