package dev.understudy.gitrepo;

import dev.understudy.identity.Caller;
import java.util.List;
import java.util.function.Consumer;

/** Asked while a push is under way: what it brings can be read already, and no branch has moved yet. */
@FunctionalInterface
public interface PushGate {
    /**
     * Says which branches may not move. Called by several pushes at once.
     *
     * @param updates what the push asks for, as far as names and rights allow it; never empty
     * @param caller who pushes
     * @param terminal prints one line in the pusher's terminal, after {@code remote:}
     */
    PushVerdict check(List<BranchUpdate> updates, Caller caller, Consumer<String> terminal);
}
