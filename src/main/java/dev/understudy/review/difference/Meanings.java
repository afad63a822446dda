package dev.understudy.review.difference;

import dev.understudy.content.Remembered;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Says what trees of rulesets say, and remembers those that were asked for last. Compiles nothing. Thread-safe. */
@Singleton
public class Meanings {
    private static final int REMEMBERED = 256;

    private record Key(RulesetName ruleset, TreeId tree) {}

    private final RulesetCompiler compiler;
    private final Map<Key, Meaning> known = new Remembered<>(REMEMBERED);

    /** @param compiler reads the texts */
    public Meanings(RulesetCompiler compiler) {
        this.compiler = compiler;
    }

    /**
     * What a tree of a ruleset says.
     *
     * @param source its files, asked for when they are needed
     */
    public Meaning of(RulesetName ruleset, TreeId tree, Supplier<RulesetSource> source) {
        Key key = new Key(ruleset, tree);
        synchronized (known) {
            Meaning remembered = known.get(key);
            if (remembered != null) {
                return remembered;
            }
        }
        Meaning meaning = of(source.get());
        synchronized (known) {
            known.put(key, meaning);
        }
        return meaning;
    }

    /** What files of a ruleset say. Never throws for what an author can write. */
    public Meaning of(RulesetSource source) {
        return MeaningReader.read(source, compiler.outline(List.of(source)).getFirst());
    }
}
