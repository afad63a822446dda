package dev.understudy.gitrepo;

import dev.understudy.thread.CutOff;

/** Where the way of a promoted main to its remote can be cut off. */
enum PushStep {
    /** What is about to be promoted is kept in a ref; main is where it was. */
    PROMISED,
    /** The remote has it, and this node has not taken note. */
    PUSHED;

    void reached() {
        CutOff.at(this);
    }
}
