package dev.understudy.delivery;

import java.util.SortedSet;

/** Knows whose a change is. */
public interface ChangePeople {
    /** The accounts that opened a change request or brought its commits; none for a number that nobody has. */
    SortedSet<String> contributors(long changeRequest);
}
