package dev.understudy.gitrepo;

/** How far a commit that this service moved main to has come, as this node's repository says. */
public enum Promotion {
    /** This node knows nothing of it: another one has promoted it, or its process ended before it could. */
    UNKNOWN,
    /** It is on main here, and not yet on the remote's. */
    PENDING,
    /** It is on main, and on the remote's if there is one. */
    ARRIVED,
    /** It was on main here, and is not any more: the remote's main had other rules, or somebody took it away. */
    DROPPED
}
