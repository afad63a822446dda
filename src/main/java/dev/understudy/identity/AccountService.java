package dev.understudy.identity;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Checks names and passwords against the accounts in the database. Blocking, and safe for any number of threads. */
@Singleton
public class AccountService {
    /** bcrypt reads no further. */
    static final int MAX_PASSWORD_BYTES = 72;

    private static final int MAX_NAME_LENGTH = 64;
    /** Hash of a random password that nobody kept, at the cost that new hashes get. */
    private static final String NOBODY = "$2a$10$cge6ofyCUL5yIOXwOPRSM.Q6AqNNikhcdIAAajuHpTAd6o8Y1DTju";

    private final AccountRepository accounts;

    AccountService(AccountRepository accounts) {
        this.accounts = accounts;
    }

    /**
     * Who has this name and password. Takes as long for a name that nobody has: the time of one bcrypt, some 60 ms.
     *
     * @return nobody when the name or the password is wrong, or the account is disabled
     * @throws RuntimeException when the database can't be asked
     */
    public Optional<Caller> verify(String name, String password) {
        return check(name, password).map(Verified::caller);
    }

    /**
     * What somebody may do now, from the database: rights of callers may be a minute old.
     *
     * @return nobody when there is no such account, or it is disabled
     * @throws RuntimeException when the database can't be asked
     */
    public Optional<Caller> current(String name) {
        return find(name).map(Verified::caller);
    }

    Optional<Verified> check(String name, String password) {
        Optional<Verified> account = find(name);
        // bcrypt reads its key round and round with a zero between: with zeros inside, "a" and "a\0a" are the same to
        // it.
        boolean fits =
                password.indexOf(0) < 0 && password.getBytes(StandardCharsets.UTF_8).length <= MAX_PASSWORD_BYTES;
        boolean right = BcryptUtil.matches(
                fits ? password : "", account.map(Verified::passwordHash).orElse(NOBODY));
        return right && fits ? account : Optional.empty();
    }

    /** What the account is now, as long as it is enabled and its password is still the one that was verified. */
    Optional<Verified> recheck(Verified earlier) {
        return find(earlier.caller().name()).filter(now -> now.passwordHash().equals(earlier.passwordHash()));
    }

    private Optional<Verified> find(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH || name.indexOf(0) >= 0) {
            return Optional.empty();
        }
        String key = name.toLowerCase(Locale.ROOT);
        return QuarkusTransaction.requiringNew()
                .call(() -> accounts.findByIdOptional(key)
                        .filter(Account::isEnabled)
                        .map(Account::verified));
    }
}
