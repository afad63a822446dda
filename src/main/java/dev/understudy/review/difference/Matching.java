package dev.understudy.review.difference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each item of one list what it was in another, by one key after the other. Items are known by their index, so
 * that equal ones are told apart. Used once.
 *
 * @param <T> the kind of item
 */
final class Matching<T> {
    private static final int NONE = -1;

    private final List<T> base;
    private final List<T> branch;
    private final int[] formerOf;
    private final boolean[] taken;

    Matching(List<T> base, List<T> branch) {
        this.base = base;
        this.branch = branch;
        this.formerOf = new int[branch.size()];
        Arrays.fill(formerOf, NONE);
        this.taken = new boolean[base.size()];
    }

    /** Pairs those that are left over and have the same key, the first with the first and so on; a null key pairs nothing. */
    Matching<T> by(Function<T, @Nullable Object> key) {
        Map<Object, Deque<Integer>> waiting = new HashMap<>();
        for (int i = 0; i < base.size(); i++) {
            Object own = taken[i] ? null : key.apply(base.get(i));
            if (own != null) {
                waiting.computeIfAbsent(own, any -> new ArrayDeque<>()).add(i);
            }
        }
        for (int i = 0; i < branch.size(); i++) {
            Object own = formerOf[i] == NONE ? key.apply(branch.get(i)) : null;
            Deque<Integer> same = own == null ? null : waiting.get(own);
            if (same != null && !same.isEmpty()) {
                pair(same.remove(), i);
            }
        }
        return this;
    }

    /** Pairs those that are left over, stand behind or before the same item, and are alike. */
    Matching<T> byNeighbour(BiPredicate<T, T> alike) {
        for (int i = 0; i < branch.size(); i++) {
            for (int slot : formerOf[i] == NONE ? slots(i) : new int[0]) {
                boolean free = slot >= 0 && slot < base.size() && !taken[slot] && formerOf[i] == NONE;
                if (free && alike.test(base.get(slot), branch.get(i))) {
                    pair(slot, i);
                }
            }
        }
        return this;
    }

    private int[] slots(int i) {
        int behind = i == 0 ? 0 : formerOf[i - 1] == NONE ? NONE : formerOf[i - 1] + 1;
        int last = branch.size() - 1;
        int before = i == last ? base.size() - 1 : formerOf[i + 1] == NONE ? NONE : formerOf[i + 1] - 1;
        return new int[] {behind, before};
    }

    private void pair(int former, int now) {
        formerOf[now] = former;
        taken[former] = true;
    }

    /** What an item of the branch was on the base. */
    Optional<T> former(int i) {
        return formerOf[i] == NONE ? Optional.empty() : Optional.of(base.get(formerOf[i]));
    }

    /** Where that stood on the base; -1 for none. */
    int formerPlace(int i) {
        return formerOf[i];
    }

    /** Those of the base without one on the branch. */
    List<T> lost() {
        List<T> lost = new ArrayList<>();
        for (int i = 0; i < base.size(); i++) {
            if (!taken[i]) {
                lost.add(base.get(i));
            }
        }
        return lost;
    }

    /** Indexes in the branch of those that come before or behind others than they did. */
    BitSet moved() {
        int[] kept = IntStream.range(0, branch.size())
                .filter(i -> formerOf[i] != NONE)
                .toArray();
        BitSet moved = new BitSet();
        Order.moved(Arrays.stream(kept).map(i -> formerOf[i]).toArray()).stream()
                .forEach(i -> moved.set(kept[i]));
        return moved;
    }
}
