package dev.understudy.token;

import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import dev.understudy.identity.TokenRight;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a program proves with who it is.
 *
 * @param number in the order in which they were made
 * @param id its id, which its text has
 * @param holder whose it is
 * @param grant what it is for
 * @param secrets what is compared with
 * @param life from when to when
 */
record Token(long number, String id, Holder holder, Grant grant, Secrets secrets, Life life) {
    /**
     * Whose it is.
     *
     * @param name the program's
     * @param owner the account that answers for it
     */
    record Holder(String name, String owner) {}

    /**
     * What it is for.
     *
     * @param rights never empty
     * @param rulesets their names; empty for all
     */
    record Grant(List<TokenRight> rights, List<String> rulesets) {
        /** Keeps its own copies. */
        Grant {
            rights = List.copyOf(rights);
            rulesets = List.copyOf(rulesets);
        }
    }

    /** The SHA-256 of its secret, in hexadecimal, and until a moment that of the one before. */
    record Secrets(
            String current,
            @Nullable String former,
            @Nullable Instant formerUntil) {
        /** Without the hashes. */
        @Override
        public String toString() {
            return "Secrets[formerUntil=" + formerUntil + "]";
        }
    }

    /** When it was made and by whom, until when it holds, and when it was last used. */
    record Life(
            Made made,
            Instant expiresAt,
            @Nullable Made revoked,
            @Nullable Instant lastUsedAt) {}

    /** By whom and when. */
    record Made(String by, Instant at) {}

    /** What can be said of it. */
    enum State {
        /** It can be used. */
        ACTIVE,
        /** Its time is over. */
        EXPIRED,
        /** It was taken back. */
        REVOKED
    }

    State state(Instant now) {
        if (life.revoked() != null) {
            return State.REVOKED;
        }
        return now.isBefore(life.expiresAt()) ? State.ACTIVE : State.EXPIRED;
    }

    /** Who calls with it. */
    Caller caller() {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        grant.rights().forEach(each -> rights.addAll(each.rights()));
        return Caller.ofToken(holder.name(), rights, Set.copyOf(grant.rulesets()), holder.owner());
    }

    Token with(Secrets next, Instant expiresAt) {
        return new Token(
                number, id, holder, grant, next, new Life(life.made(), expiresAt, life.revoked(), life.lastUsedAt()));
    }

    Token revoked(String by, Instant at) {
        return new Token(
                number,
                id,
                holder,
                grant,
                secrets,
                new Life(life.made(), life.expiresAt(), new Made(by, at), life.lastUsedAt()));
    }

    /** As the audit log names it. */
    String subject() {
        return "token:" + id;
    }
}
