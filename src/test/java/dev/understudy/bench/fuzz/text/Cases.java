package dev.understudy.bench.fuzz.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the cases of a run; the same seed and number make the same case on any machine. Thread-safe. */
public final class Cases {
    private static final int MOST_CHANGES = 6;
    /** What is longer is not changed any further. */
    private static final int MOST_CHARACTERS = 300_000;

    private final Corpus corpus;
    private final long seed;
    private final List<Mutation> mutations;

    /** Makes them of these rulesets. */
    public Cases(Corpus corpus, long seed) {
        this.corpus = corpus;
        this.seed = seed;
        this.mutations = mutations(corpus, new Expressions(new OfferedCalls()));
    }

    private static List<Mutation> mutations(Corpus corpus, Expressions expressions) {
        List<Mutation> all = new ArrayList<>(List.of(
                new DeletePiece(),
                new DuplicatePiece(),
                new SwapPieces(),
                new ForeignPiece(corpus),
                new ExtremeLiteral(),
                new OtherMember(expressions),
                new HarmfulExpression(),
                new HarmfulStatement(),
                new EndlessStatement(),
                new WrapExpression(),
                new Recursion(),
                new UnicodeEscape(),
                new Comment(),
                new Annotation(),
                new BrokenBytes(),
                new RepeatedText(),
                new RuleAttribute(expressions),
                new FieldChange(corpus),
                new Header()));
        Stream.of(Syntax.PATTERN, Syntax.STATEMENT, Syntax.ARGUMENT, Syntax.CALL, Syntax.CONSTRAINT)
                .forEach(kind -> {
                    all.add(new DeletePart(kind));
                    all.add(new DuplicatePart(kind));
                    all.add(new SwapParts(kind));
                    all.add(new ForeignPart(corpus, kind));
                });
        // These get past the first walls most often, so they come more often.
        for (int i = 0; i < 6; i++) {
            all.add(new OfferedCall(expressions));
            all.add(new OfferedStatement(expressions));
            all.add(new WrapStatement());
            all.add(new Condition(expressions));
        }
        return List.copyOf(all);
    }

    /** Makes one. */
    public FuzzCase make(long number) {
        Dice dice = new Dice(seed, number);
        Corpus.Ruleset base = dice.of(corpus.rulesets());
        Map<String, String> files = new LinkedHashMap<>(base.files());
        List<String> drl =
                files.keySet().stream().filter(path -> path.endsWith(".drl")).toList();
        List<String> changes = new ArrayList<>();
        int most = 1 + dice.below(1 + dice.below(MOST_CHANGES));
        for (int i = 0; i < most; i++) {
            Mutation mutation = dice.of(mutations);
            String path = dice.of(drl);
            String before = files.getOrDefault(path, "");
            String after =
                    before.isEmpty() || before.length() > MOST_CHARACTERS ? before : mutation.apply(before, dice);
            if (!after.equals(before)) {
                files.put(path, after);
                changes.add(mutation.getClass().getSimpleName());
            }
        }
        if (dice.oneIn(8)) {
            files.computeIfPresent("ruleset.yaml", (path, yaml) -> ManifestChange.apply(yaml, dice));
            changes.add("ManifestChange");
        }
        return new FuzzCase(number, base.name(), List.copyOf(changes), files);
    }
}
