package dev.understudy.review.difference;

import java.util.BitSet;

/** Finds what changed its place among others: as little as can be said to have moved. */
final class Order {
    private Order() {}

    /**
     * Indexes of those that moved: all but a longest run that keeps its order.
     *
     * @param former places of before, in the order of now; no two are equal
     */
    static BitSet moved(int[] former) {
        int[] smallestEnd = new int[former.length];
        int[] before = new int[former.length];
        int longest = 0;
        for (int i = 0; i < former.length; i++) {
            int at = find(former, smallestEnd, longest, former[i]);
            before[i] = at == 0 ? -1 : smallestEnd[at - 1];
            smallestEnd[at] = i;
            longest = Math.max(longest, at + 1);
        }
        BitSet moved = new BitSet(former.length);
        moved.set(0, former.length);
        for (int i = longest == 0 ? -1 : smallestEnd[longest - 1]; i >= 0; i = before[i]) {
            moved.clear(i);
        }
        return moved;
    }

    /** The first run that ends with something larger. */
    private static int find(int[] former, int[] smallestEnd, int longest, int value) {
        int low = 0;
        int high = longest;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (former[smallestEnd[middle]] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
