package dev.understudy.review.mutation;

import dev.understudy.engine.mutation.Mutation;
import java.util.ArrayList;
import java.util.List;

/** Chooses among mutants: of each rule the most telling one, then of each the next, and always the same. */
final class MutantChoice {
    private MutantChoice() {}

    /**
     * Chooses.
     *
     * @param byRule of each rule, most telling first
     * @param most how many
     */
    static List<Mutation> of(List<List<Mutation>> byRule, int most) {
        List<Mutation> chosen = new ArrayList<>();
        int longest = byRule.stream().mapToInt(List::size).max().orElse(0);
        for (int round = 0; round < longest; round++) {
            for (List<Mutation> rule : byRule) {
                if (chosen.size() == most) {
                    return chosen;
                }
                if (round < rule.size()) {
                    chosen.add(rule.get(round));
                }
            }
        }
        return chosen;
    }
}
