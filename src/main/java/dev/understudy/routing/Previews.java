package dev.understudy.routing;

import dev.understudy.identity.Caller;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Share links, as far as the choice of a branch needs them. What is not in memory is looked up, so calls block. */
public interface Previews {
    /** There are none. */
    Previews NONE = new Previews() {
        @Override
        public Chosen byLink(String token, RequestView request, Caller caller) {
            throw new UnsupportedOperationException("There are no share links here.");
        }

        @Override
        public @Nullable Choice byCookie(String cookie, RequestView request, Caller caller) {
            return null;
        }

        @Override
        public <T> CompletionStage<T> elsewhere(Supplier<T> work) {
            return CompletableFuture.completedFuture(work.get());
        }
    };

    /** What a share link chooses. */
    sealed interface Choice {}

    /**
     * A branch.
     *
     * @param branch which
     * @param commit a commit of its past; null for its head
     * @param use one use of the link, not begun
     */
    record Chosen(BranchName branch, @Nullable CommitId commit, PreviewUse use) implements Choice {}

    /**
     * Nothing any more.
     *
     * @param why what became of it
     */
    record Nothing(Dropped why) implements Choice {}

    /**
     * What a token in the request chooses.
     *
     * @throws dev.understudy.problem.ProblemException when it is none of ours, has ended, is bound to somebody else, or
     *     is for something else
     */
    Chosen byLink(String token, RequestView request, Caller caller);

    /** What the cookie that a link left behind chooses; null when it is none of ours, or for something else. */
    @Nullable
    Choice byCookie(String cookie, RequestView request, Caller caller);

    /** Runs on a thread that may wait. */
    <T> CompletionStage<T> elsewhere(Supplier<T> work);
}
