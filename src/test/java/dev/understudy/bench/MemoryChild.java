package dev.understudy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.CatalogProbe;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.engine.RulesetCompiler;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures what rulesets hold, in a JVM that holds nothing else. */
final class MemoryChild {
    private final RulesetCompiler compiler;
    private final Path work;

    private MemoryChild(Path work) throws IOException {
        this.work = work;
        this.compiler = Compilers.in(Files.createTempDirectory(work, "store"));
    }

    /** Takes a folder, what to measure, and a number; prints {@link Memory} as a line of JSON, once or more. */
    public static void main(String... arguments) throws Exception {
        Logging.quiet();
        MemoryChild child = new MemoryChild(Path.of(arguments[0]));
        int number = Integer.parseInt(arguments[2]);
        child.warm();
        switch (arguments[1]) {
            case "rules" -> child.rules(number);
            case "alike" -> child.branches(number, false, Long.MAX_VALUE >> 20);
            case "changed" -> child.branches(number, true, Long.MAX_VALUE >> 20);
            case "budget" -> child.branches(number, true, 256);
            default -> throw new IllegalArgumentException("There is nothing to measure called " + arguments[1]);
        }
    }

    /** The compiler's and the engine's own classes and caches are no ruleset's. */
    private void warm() throws IOException {
        RulesetCompiler other = Compilers.in(Files.createTempDirectory(work, "warm"));
        for (int seed = 1; seed <= 2; seed++) {
            use(Compilers.build(other, new GeneratedRules(200, seed, 1).source()));
        }
    }

    private static void use(CompiledRuleset ruleset) {
        byte[] body = GeneratedRules.body();
        for (int i = 0; i < 3; i++) {
            ruleset.decide(ruleset.read(body, 0, body.length), false);
        }
    }

    private void rules(int number) throws Exception {
        Memory before = Memory.held();
        CompiledRuleset ruleset = Compilers.build(compiler, new GeneratedRules(number, 0, 1).source());
        print(1, before);
        use(ruleset);
        print(2, before);
        if (ruleset.ruleCount() != number) {
            throw new IllegalStateException("Rules are missing.");
        }
    }

    private void branches(int most, boolean changed, long budget) throws Exception {
        RulesetCatalog catalog = CatalogProbe.empty(budget);
        Map<BranchName, BranchView> views = new HashMap<>();
        Memory before = Memory.held();
        List<Integer> stops = new ArrayList<>(List.of(1, 10, 100, 1_000));
        for (int i = 1; i <= most; i++) {
            add(catalog, views, i, new GeneratedRules(100, 0, changed ? i : 1).source());
            if (stops.contains(i)) {
                catalog.change(all -> views);
                print(i, before);
            }
        }
        System.out.println(new ObjectMapper()
                .writeValueAsString(Map.of("live", catalog.liveSlots(), "weight", catalog.weightBytes())));
    }

    private void add(RulesetCatalog catalog, Map<BranchName, BranchView> views, int number, RulesetSource source) {
        RulesetName name = new RulesetName(GeneratedRules.NAME);
        BuildSlot slot = catalog.slot(new BuildSlot.Key(name, source.tree()));
        if (slot.result() == null) {
            BuildResult result = compiler.build(source);
            slot.finished(result);
        }
        CompiledRuleset ruleset = slot.ruleset();
        if (ruleset == null) {
            throw new IllegalStateException("It does not compile: " + slot.diagnostics());
        }
        use(ruleset);
        CommitId head = new CommitId("%040x".formatted(number));
        BranchName branch = new BranchName("draft/" + number);
        views.put(branch, new BranchView(branch, head, Map.of(name, new Entry(head, slot, Optional.empty()))));
        catalog.trim();
    }

    private static void print(int number, Memory before) throws Exception {
        Memory held = Memory.held().minus(before);
        System.out.println(new ObjectMapper()
                .writeValueAsString(Map.of("number", number, "heap", held.heap(), "metaspace", held.metaspace())));
    }
}
