package dev.understudy.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody, or a program, that can prove who it is with a password. */
@Entity
@Table(name = "account")
class Account {
    @Id
    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

    private String[] roles;

    private String[] groups;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "disabled_at")
    private @Nullable Instant disabledAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields right after.
    protected Account() {}

    Account(String name, String passwordHash, Set<Role> roles, Set<String> groups, Instant createdAt) {
        this.name = name;
        this.passwordHash = passwordHash;
        this.roles = roles.stream().map(Role::name).sorted().toArray(String[]::new);
        this.groups = groups.stream().sorted().toArray(String[]::new);
        this.createdAt = createdAt;
    }

    boolean isEnabled() {
        return disabledAt == null;
    }

    Verified verified() {
        Set<Role> held = Arrays.stream(roles).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
        return new Verified(Caller.of(name, held, Set.of(groups)), passwordHash);
    }
}
