package dev.understudy.identity;

/**
 * An account as the database had it when a password was found to be right.
 *
 * @param caller who it is
 * @param passwordHash the bcrypt hash that the password matched: as long as the account keeps it, the password stays
 *     right, and nothing needs to be hashed again
 */
record Verified(Caller caller, String passwordHash) {
    /** Without the hash. */
    @Override
    public String toString() {
        return "Verified[" + caller.name() + "]";
    }
}
