package dev.understudy.engine.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.drl.DeclaredTypes;
import dev.understudy.engine.drl.DrlFile;
import dev.understudy.engine.drl.DrlReader;
import dev.understudy.engine.drl.ParsedDrl;
import dev.understudy.engine.drl.RulePackage;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.testsupport.Garbage;
import dev.understudy.testsupport.Rulesets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was compiled once is never compiled again, and what was damaged is never believed. */
class ContentAddressingTest {
    private static final String TYPES = """
            package acme
            declare Order amount : int end
            declare Verdict text : String end
            """;

    @TempDir
    Path store;

    private PieceBuilder pieces;

    @BeforeEach
    void compiler() {
        pieces = Rulesets.pieces(store);
    }

    private static String rule(int number, String verdict) {
        return "rule \"Rule " + number + "\"\nwhen\n    Order(amount > " + number + ")\nthen\n    insert(new Verdict(\""
                + verdict + "\"));\nend\n";
    }

    private static String rules(int count) {
        return IntStream.range(0, count).mapToObj(i -> rule(i, "v" + i)).collect(Collectors.joining("\n"));
    }

    private static Map<String, String> hundred() {
        return new TreeMap<>(Map.of("types.drl", TYPES, "rules.drl", "package acme\n" + rules(100)));
    }

    private static PieceBuilder.Result.Made make(PieceBuilder pieces, Map<String, String> files) {
        List<Diagnostic> faults = new ArrayList<>();
        List<ParsedDrl> parsed = new ArrayList<>();
        files.forEach((path, text) ->
                DrlReader.read(DrlFile.written(path, text), faults).ifPresent(parsed::add));
        List<RulePackage> packages = RulePackage.merge(parsed);
        DeclaredTypes types = DeclaredTypes.of(packages, faults);
        assertThat(faults).isEmpty();
        return (PieceBuilder.Result.Made) pieces.make("acme", packages, types);
    }

    private List<Path> stored() {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aHundredRulesAreAFewUnits() {
        assertThat(make(pieces, hundred()).compiledUnits()).isBetween(3, 20);
    }

    @Test
    void theSameTextCompilesNothing() {
        make(pieces, hundred());
        assertThat(make(pieces, hundred()).compiledUnits()).isZero();
    }

    @Test
    void oneChangedRuleOfAHundredCompilesOneUnit() {
        make(pieces, hundred());
        Map<String, String> changed = hundred();
        changed.computeIfPresent("rules.drl", (path, text) -> text.replace("\"v50\"", "\"other\""));
        assertThat(make(pieces, changed).compiledUnits()).isEqualTo(1);
    }

    @Test
    void oneRuleMoreCompilesAtMostTwoUnits() {
        make(pieces, hundred());
        Map<String, String> changed = hundred();
        changed.computeIfPresent(
                "rules.drl", (path, text) -> text.replace(rule(50, "v50"), rule(50, "v50") + rule(500, "new")));
        assertThat(make(pieces, changed).compiledUnits()).isBetween(1, 2);
    }

    @Test
    void oneRuleLessCompilesAtMostTwoUnits() {
        make(pieces, hundred());
        Map<String, String> changed = hundred();
        changed.computeIfPresent("rules.drl", (path, text) -> text.replace(rule(50, "v50"), ""));
        assertThat(make(pieces, changed).compiledUnits()).isBetween(0, 2);
    }

    @Test
    void blankLinesAndRemarksBetweenRulesCompileNothing() {
        make(pieces, hundred());
        Map<String, String> changed = hundred();
        changed.computeIfPresent("rules.drl", (path, text) -> text.replace("end\n", "end\n\n// a remark\n\n\n"));
        assertThat(make(pieces, changed).compiledUnits()).isZero();
    }

    @Test
    void aFileByAnotherNameCompilesNothing() {
        make(pieces, hundred());
        Map<String, String> moved = hundred();
        moved.put("sub/other.drl", moved.remove("rules.drl") + "");
        assertThat(make(pieces, moved).compiledUnits()).isZero();
    }

    @Test
    void anotherTypeCompilesAll() {
        int all = make(pieces, hundred()).compiledUnits();
        Map<String, String> changed = hundred();
        changed.put("types.drl", TYPES.replace("amount : int", "amount : long"));
        assertThat(make(pieces, changed).compiledUnits()).isEqualTo(all);
    }

    @Test
    void anotherImportCompilesItsPackageAlone() {
        Map<String, String> two = hundred();
        two.put("other.drl", "package acme.other\nimport acme.Order\nrule \"Other\" when Order() then end\n");
        make(pieces, two);
        two.put("other.drl", two.get("other.drl").replace("import acme.Order", "import acme.*"));
        assertThat(make(pieces, two).compiledUnits()).isEqualTo(1);
    }

    @Test
    void anotherCompilerWithTheSameStoreCompilesNothing() {
        make(pieces, hundred());
        PieceBuilder.Result.Made again = make(Rulesets.pieces(store), hundred());
        assertThat(again.compiledUnits()).isZero();
        assertThat(again.classBytes()).isPositive();
    }

    @Test
    void aDamagedFileIsIgnoredAndMadeAnew() throws IOException {
        int all = make(pieces, hundred()).compiledUnits();
        List<Path> files = stored();
        assertThat(files).hasSize(all + 1);
        for (int i = 0; i < files.size(); i++) {
            damage(files.get(i), i);
        }
        assertThat(make(Rulesets.pieces(store), hundred()).compiledUnits()).isEqualTo(all);
        assertThat(make(Rulesets.pieces(store), hundred()).compiledUnits()).isZero();
    }

    private static void damage(Path file, int way) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        switch (way % 4) {
            case 0 -> bytes[bytes.length / 2] ^= 1;
            case 1 -> bytes = new byte[0];
            case 2 -> bytes = java.util.Arrays.copyOf(bytes, bytes.length - 1);
            default -> bytes[0] ^= 1;
        }
        Files.write(file, bytes);
    }

    @Test
    void aFileUnderAnotherNameIsIgnored() throws IOException {
        make(pieces, hundred());
        List<Path> files = stored();
        byte[] first = Files.readAllBytes(files.get(0));
        Files.write(files.get(1), first);
        assertThat(make(Rulesets.pieces(store), hundred()).compiledUnits()).isBetween(0, 1);
    }

    @Test
    void aStoreOfAnotherSecretIsIgnored() {
        int all = make(pieces, hundred()).compiledUnits();
        byte[] other = "quite another secret".getBytes(StandardCharsets.US_ASCII);
        assertThat(make(Rulesets.pieces(store, other), hundred()).compiledUnits())
                .isEqualTo(all);
    }

    @Test
    void unitsAreSharedByTwoRulesetsThatLiveAtOnce() {
        PieceBuilder.Result.Made first = make(pieces, hundred());
        Map<String, String> changed = hundred();
        changed.computeIfPresent("rules.drl", (path, text) -> text.replace("\"v50\"", "\"other\""));
        Garbage.collect();
        PieceBuilder.Result.Made second = make(pieces, changed);
        assertThat(second.types()).isSameAs(first.types());
        Garbage.collect();
        assertThat(pieces.liveUnits()).isEqualTo(first.models().size() + 1);
        assertThat(second.models()).hasSameSizeAs(first.models());
    }
}
