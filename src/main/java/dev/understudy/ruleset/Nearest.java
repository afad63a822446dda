package dev.understudy.ruleset;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that somebody who mistyped most likely meant. */
public final class Nearest {
    private static final int LONGEST = 64;

    private Nearest() {}

    /**
     * The known word nearest to {@code word}, upper and lower case being equal.
     *
     * @param word what was written
     * @param known what could have been meant
     * @return empty when none is near: more than a third of the letters differ
     */
    public static Optional<String> of(String word, Collection<String> known) {
        return within(Math.max(1, (word.length() + 2) / 3), word, known);
    }

    /**
     * The known word nearest to {@code word}, with at most {@code bound} letters added, lost, changed or swapped.
     *
     * @param bound how many letters may differ
     * @param word what was written
     * @param known what could have been meant
     */
    public static Optional<String> within(int bound, String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(each -> distance(word, each) <= bound)
                .min(Comparator.<String>comparingInt(each -> distance(word, each))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ; did you mean 'owners'?}, or a full stop when nothing is near. */
    public static String hint(String word, Collection<String> known) {
        return of(word, known).map(each -> "; did you mean '" + each + "'?").orElse(".");
    }

    /** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
