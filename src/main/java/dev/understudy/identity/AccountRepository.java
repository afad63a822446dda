package dev.understudy.identity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** Accounts by name. */
@Singleton
class AccountRepository implements PanacheRepositoryBase<Account, String> {}
