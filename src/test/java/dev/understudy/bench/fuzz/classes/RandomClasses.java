package dev.understudy.bench.fuzz.classes;

import dev.understudy.bench.fuzz.text.Dice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two odd cases laid side by side, or one with some of its bytes changed. */
final class RandomClasses {
    private final List<ClassCase> odd = new ArrayList<>();

    RandomClasses() {
        odd.addAll(OddShapes.all());
        odd.addAll(OddInstructions.all());
    }

    /** All that were written one by one. */
    List<ClassCase> systematic() {
        return List.copyOf(odd);
    }

    ClassCase make(Dice dice) {
        ClassCase one = dice.of(odd);
        if (dice.oneIn(4)) {
            ClassCase other = dice.of(odd);
            Map<String, byte[]> both = new LinkedHashMap<>(one.classes());
            // What both declare is taken from one of them: references that hang in the air are part of the game.
            other.classes().forEach(both::putIfAbsent);
            return new ClassCase(one.name() + " beside " + other.name(), both);
        }
        Map<String, byte[]> changed = new LinkedHashMap<>();
        one.classes().forEach((name, bytes) -> changed.put(name, changed(bytes, dice)));
        return new ClassCase(one.name() + ", changed", changed);
    }

    private static byte[] changed(byte[] bytes, Dice dice) {
        byte[] copy = bytes.clone();
        for (int i = dice.below(4); i >= 0; i--) {
            // The header is checked first; what comes after the pool is where the code is.
            int at = dice.oneIn(8) ? dice.below(10) : 10 + dice.below(copy.length - 10);
            copy[at] = dice.oneIn(2) ? (byte) dice.below(256) : (byte) (copy[at] + dice.of(1, -1));
        }
        return copy;
    }
}
