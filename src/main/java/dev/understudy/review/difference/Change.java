package dev.understudy.review.difference;

/** What became of something on the branch. */
public enum Change {
    /** It is new. */
    ADDED,
    /** It is gone. */
    REMOVED,
    /** It says something else. */
    CHANGED,
    /** It says the same in another place, and that place matters. */
    MOVED,
    /** It says the same under another name. */
    RENAMED
}
