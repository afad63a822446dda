package dev.understudy.bench.fuzz.text;

/** One way to change a DRL file. Returns the text as it was when it finds nothing to change. */
@FunctionalInterface
interface Mutation {
    String apply(String drl, Dice dice);
}
