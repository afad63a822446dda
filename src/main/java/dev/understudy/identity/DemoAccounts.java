package dev.understudy.identity;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Accounts for trying the service; each one's password is its name. */
@Singleton
final class DemoAccounts {
    private static final List<Caller> ACCOUNTS = List.of(
            Caller.of("analyst", EnumSet.of(Role.ANALYST), Set.of()),
            Caller.of("analyst2", EnumSet.of(Role.ANALYST), Set.of()),
            Caller.of("reviewer", EnumSet.of(Role.REVIEWER), Set.of("passenger-rights", "medication-safety")),
            Caller.of("operator", EnumSet.of(Role.OPERATOR), Set.of()),
            Caller.of("auditor", EnumSet.of(Role.AUDITOR), Set.of()),
            Caller.of("app", EnumSet.of(Role.APP), Set.of()),
            Caller.of("admin", EnumSet.of(Role.ADMIN), Set.of()));

    private final AccountRepository accounts;
    private final boolean wanted;

    DemoAccounts(AccountRepository accounts, StartConfig config) {
        this.accounts = accounts;
        this.wanted = config.demoAccounts();
    }

    void onStart(@Observes StartupEvent start) {
        if (wanted) {
            QuarkusTransaction.requiringNew().run(this::addMissing);
        }
    }

    /** Leaves alone what is there: a second start hashes nothing. */
    private void addMissing() {
        for (Caller each : ACCOUNTS) {
            if (accounts.findByIdOptional(each.name()).isEmpty()) {
                accounts.persist(new Account(
                        each.name(), BcryptUtil.bcryptHash(each.name()), each.roles(), each.groups(), Instant.now()));
            }
        }
    }
}
