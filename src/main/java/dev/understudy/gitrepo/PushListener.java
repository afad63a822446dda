package dev.understudy.gitrepo;

import java.util.function.Consumer;

/** Told of pushes after their branches have moved and every {@link BranchListener} has heard of it. */
@FunctionalInterface
public interface PushListener {
    /**
     * A push was taken. The pusher waits for this call; what it throws is logged, and changes nothing of the push.
     *
     * @param push what it was
     * @param terminal prints one line in the pusher's terminal, after {@code remote:}
     */
    void pushed(Push push, Consumer<String> terminal);
}
