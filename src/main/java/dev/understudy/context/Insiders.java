package dev.understudy.context;

import dev.understudy.identity.Caller;
import dev.understudy.identity.Role;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who may hand on a context. Thread-safe. */
@Singleton
public class Insiders {
    private final Set<Role> roles = EnumSet.noneOf(Role.class);
    private final Set<String> accounts = new HashSet<>();

    @Inject
    Insiders(ContextConfig config) {
        this(config.trusted());
    }

    /**
     * @param written {@code role:app}, {@code account:checkout}, {@code nobody}
     * @throws IllegalArgumentException with a sentence that names the setting
     */
    public Insiders(List<String> written) {
        for (String each : written) {
            String entry = each.strip();
            if (entry.startsWith("role:")) {
                roles.add(role(entry));
            } else if (entry.startsWith("account:") && entry.length() > "account:".length()) {
                accounts.add(entry.substring("account:".length()).toLowerCase(Locale.ROOT));
            } else if (!entry.equals("nobody")) {
                throw fault(entry);
            }
        }
    }

    /** Has the setting checked before the first decision. */
    void start(@Observes StartupEvent event) {}

    /** Whether this caller may. */
    public boolean isInside(Caller caller) {
        for (Role role : caller.roles()) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return accounts.contains(caller.name());
    }

    private static Role role(String entry) {
        try {
            return Role.valueOf(entry.substring("role:".length()).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw fault(entry);
        }
    }

    private static IllegalArgumentException fault(String entry) {
        return new IllegalArgumentException("understudy.context.trusted has '" + entry
                + "'; an entry has to be 'role:' with app, analyst, reviewer, operator, auditor or admin, 'account:' with"
                + " a name, or 'nobody'.");
    }
}
