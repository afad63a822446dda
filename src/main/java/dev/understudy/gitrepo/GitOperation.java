package dev.understudy.gitrepo;

import dev.understudy.identity.Right;

/** What git can do with the rules repository, and the right that each takes. */
public enum GitOperation {
    /** Clone it, fetch from it, or look at its branches. */
    FETCH(Right.FETCH),
    /** Make or move a branch other than main. */
    PUSH_BRANCH(Right.PUSH),
    /** Delete a branch; main is deleted by nobody. */
    DELETE_BRANCH(Right.PUSH),
    /** Move main. */
    PUSH_MAIN(Right.PUSH_MAIN);

    private final Right right;

    GitOperation(Right right) {
        this.right = right;
    }

    /** The right that it takes. */
    public Right right() {
        return right;
    }
}
