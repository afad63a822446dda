package dev.understudy.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One thing that a token can be for, and the rights that this gives. */
public enum TokenRight {
    /** Decide on what is live. */
    DECIDE("decide", Right.DECIDE),
    /** Choose the branch that decides. */
    BRANCH_SELECT("branch:select", Right.SELECT_BRANCH),
    /** Choose the branch that decides, and have its decisions count. */
    BRANCH_EFFECTIVE("branch:effective", Right.SELECT_BRANCH, Right.BRANCH_EFFECTIVE),
    /** Clone, fetch and push branches other than main, with the token as the password. */
    GIT("git", Right.FETCH, Right.PUSH);

    private final String text;
    private final Set<Right> rights;

    TokenRight(String text, Right... rights) {
        this.text = text;
        this.rights = Collections.unmodifiableSet(EnumSet.copyOf(List.of(rights)));
    }

    /** As callers write it: {@code branch:select}. */
    @JsonValue
    public String text() {
        return text;
    }

    /** What it gives. */
    public Set<Right> rights() {
        return rights;
    }

    /** The one that is written so. */
    public static Optional<TokenRight> of(String text) {
        return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
    }
}
