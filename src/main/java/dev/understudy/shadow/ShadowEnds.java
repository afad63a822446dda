package dev.understudy.shadow;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.database.Transactions;
import dev.understudy.rollout.guardrail.BlastRadius;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends shadows that were asked for, by hand and by themselves; each is recorded with its numbers. Thread-safe. */
@Singleton
class ShadowEnds {
    private final Transactions database;
    private final ShadowStore store;
    private final RulesetCatalog catalog;
    private final AuditLog audit;

    ShadowEnds(Transactions database, ShadowStore store, RulesetCatalog catalog, AuditLog audit) {
        this.database = database;
        this.store = store;
        this.catalog = catalog;
        this.audit = audit;
    }

    /** Ends one if it is over. */
    void settle(ShadowRow row) {
        database.call(connection -> {
            String why = why(connection, row);
            if (why != null) {
                end(connection, AuditEvent.SERVICE, row, why);
            }
            return row;
        });
    }

    /** In the transaction of whoever calls; nothing happens to one that has ended. */
    void end(Connection connection, String by, ShadowRow row, String why) throws SQLException {
        if (store.end(connection, row.id(), why)) {
            Map<String, Object> numbers = new LinkedHashMap<>(numbers(store.figures(connection, row.id()), row));
            numbers.put("reason", why);
            var _ = audit.append(new AuditEvent(
                    by, AuditAction.SHADOW_ENDED, row.subject(), row.ruleset(), ShadowView.subject(row), numbers));
        }
    }

    static Map<String, Object> numbers(ShadowFigures seen, ShadowRow row) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("seen", seen.seen());
        numbers.put("shadowed", seen.shadowed());
        numbers.put("dropped", seen.dropped());
        numbers.put("changed", seen.changed());
        numbers.put("failed", seen.failed());
        seen.against(row.bounds().declared()).ifPresent(radius -> {
            numbers.put("declaredPercent", radius.declared() * 100);
            numbers.put("e", Double.isFinite(radius.e()) ? (Object) radius.e() : "infinite");
        });
        return numbers;
    }

    private @Nullable String why(Connection connection, ShadowRow row) throws SQLException {
        Instant end = row.bounds().endsAt();
        if (end != null && !Transactions.now(connection).isBefore(end)) {
            return "Its time is up.";
        }
        if (!isBaselineLive(row)) {
            return "main decides by other rules of '" + row.ruleset() + "' now than those that it was compared with;"
                    + " start another one.";
        }
        Long enough = row.bounds().decisions();
        if (enough == null && row.bounds().declared() == null) {
            return null;
        }
        ShadowFigures seen = store.figures(connection, row.id());
        Optional<BlastRadius> radius = seen.against(row.bounds().declared());
        if (radius.isPresent() && radius.get().isExceeded()) {
            return "More decisions change than were declared: " + seen.different() + " of " + seen.telling()
                    + String.format(Locale.ROOT, ", E = %.3g.", radius.get().e());
        }
        return enough != null && seen.shadowed() >= enough ? "It has seen as many decisions as were asked for." : null;
    }

    /** A node that has just started does not know yet. */
    private boolean isBaselineLive(ShadowRow row) {
        BranchView main = catalog.snapshot().main();
        Entry entry = main == null ? null : main.ruleset(row.ruleset());
        return main == null
                || entry != null && entry.slot().key().tree().equals(row.sides().baselineTree());
    }
}
