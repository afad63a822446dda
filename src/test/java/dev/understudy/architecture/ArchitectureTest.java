package dev.understudy.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.understudy.architecture.Production.CLASSES;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which package may use which, and which library stays where. */
class ArchitectureTest {
    /** What every package may use, beside itself. */
    private static final List<String> COMMON =
            List.of("ruleset", "problem", "identity", "json", "thread", "content", "isolation");

    /** What each package may use beside that. A package that is not here may be used by nobody, and uses nothing. */
    private static final Map<String, List<String>> LAYERS = Map.ofEntries(
            Map.entry("ruleset", List.of()),
            Map.entry("problem", List.of()),
            Map.entry("identity", List.of()),
            Map.entry("json", List.of()),
            Map.entry("thread", List.of()),
            Map.entry("content", List.of()),
            Map.entry("isolation", List.of()),
            Map.entry("database", List.of()),
            Map.entry("http", List.of()),
            Map.entry("manifest", List.of()),
            Map.entry("gitrepo", List.of()),
            Map.entry("sandbox", List.of()),
            Map.entry("engine", List.of("manifest", "sandbox")),
            Map.entry("catalog", List.of()),
            Map.entry("pipeline", List.of("gitrepo", "engine", "sandbox", "catalog")),
            Map.entry("context", List.of()),
            Map.entry("routing", List.of("catalog", "context")),
            Map.entry("decision", List.of("routing", "context", "catalog", "decisionlog", "rollout")),
            Map.entry("decisionlog", List.of("http", "routing", "catalog")),
            Map.entry("replay", List.of("http", "catalog", "decision", "decisionlog")),
            Map.entry("audit", List.of("gitrepo")),
            Map.entry(
                    "review",
                    List.of(
                            "gitrepo",
                            "manifest",
                            "catalog",
                            "pipeline",
                            "engine",
                            "decisionlog",
                            "replay",
                            "audit",
                            "delivery")),
            Map.entry(
                    "delivery",
                    List.of(
                            "http",
                            "gitrepo",
                            "manifest",
                            "catalog",
                            "decisionlog",
                            "audit",
                            "rollout",
                            "shadow",
                            "replay",
                            "database")),
            Map.entry(
                    "shadow",
                    List.of("http", "catalog", "decision", "decisionlog", "replay", "rollout", "audit", "database")),
            Map.entry(
                    "share",
                    List.of(
                            "http",
                            "gitrepo",
                            "catalog",
                            "routing",
                            "decision",
                            "decisionlog",
                            "replay",
                            "audit",
                            "database")),
            Map.entry("rollout", List.of("catalog")),
            Map.entry("webhook", List.of("http", "audit", "database", "decisionlog")),
            Map.entry("token", List.of("http", "audit", "database")),
            Map.entry("measures", List.of("catalog", "gitrepo")),
            Map.entry("client", List.of()),
            Map.entry("demo", List.of("client")),
            Map.entry("bench", List.of()),
            Map.entry("launch", List.of("demo", "catalog", "audit", "rollout")));

    private static final Pattern LAYER = Pattern.compile("dev\\.understudy\\.(\\w+).*");

    private static DescribedPredicate<JavaClass> in(String name) {
        return resideInAPackage("dev.understudy." + name + "..").as("package '%s'", name);
    }

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAPackage("dev.understudy..");
    }

    static List<String> layers() {
        return LAYERS.keySet().stream().sorted().toList();
    }

    @Test
    void thereArePlausiblyManyClassesToLookAt() {
        assertThat(CLASSES).hasSizeGreaterThan(250);
        assertThat(layers())
                .allSatisfy(layer ->
                        assertThat(CLASSES.stream().filter(in(layer))).as(layer).hasSizeGreaterThan(1));
    }

    @Test
    void everyPackageHasAPlaceInTheLayers() {
        assertThat(CLASSES.stream()
                        .map(each -> LAYER.matcher(each.getPackageName()).replaceAll("$1"))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(LAYERS.keySet());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aPackageUsesOnlyThePackagesBelowIt(String layer) {
        List<String> allowed = new ArrayList<>(COMMON);
        allowed.addAll(LAYERS.getOrDefault(layer, List.of()));
        allowed.add(layer);
        String[] packages =
                allowed.stream().map(each -> "dev.understudy." + each + "..").toArray(String[]::new);
        noClasses()
                .that(in(layer))
                .should()
                .dependOnClassesThat(ours().and(resideOutsideOfPackages(packages)))
                .because("'" + layer + "' stands on " + allowed)
                .check(CLASSES);
    }

    @Test
    void theVocabularyUsesNoneOfUsAndNoFramework() {
        noClasses()
                .that(in("ruleset"))
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(
                        "java..", "org.jspecify..", "dev.understudy.ruleset..", "dev.understudy.problem.."))
                .because("a word means the same wherever it is said")
                .check(CLASSES);
    }

    @Test
    void theDemoUsesNothingOfOursButTheClient() {
        noClasses()
                .that(in("demo"))
                .should()
                .dependOnClassesThat(
                        ours().and(DescribedPredicate.not(in("demo").or(in("client")))))
                .because("it knows the service by its API alone")
                .check(CLASSES);
    }

    @Test
    void theClientStandsOnTheJdkAndOnJacksonAlone() {
        classes()
                .that(in("client"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..",
                        "org.jspecify..",
                        "dev.understudy.client.."))
                .because("other programs take it along")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"decision", "routing", "catalog"})
    void thePathOfADecisionNeverReachesGitOrTheCompiler(String layer) {
        noClasses()
                .that(in(layer))
                .should()
                .transitivelyDependOnClassesThat(resideInAnyPackage(
                        "dev.understudy.gitrepo..", "dev.understudy.pipeline..", "org.eclipse.jgit..", "java.sql.."))
                .because("a decision is answered from memory")
                .check(CLASSES.that(DescribedPredicate.not(in("identity"))));
    }

    @Test
    void onlyTheEngineKnowsDroolsAndTheJavaCompiler() {
        noClasses()
                .that(resideOutsideOfPackages("dev.understudy.engine.."))
                // These stand in for the engine's operators and functions, so they have to name them.
                .and()
                .haveSimpleNameNotStartingWith("GuardEngine")
                .and()
                .doNotHaveSimpleName("OrderedSets")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.drools..", "org.kie..", "org.mvel2..", "org.eclipse.jdt..", "org.apache.poi.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheGitRepositoryKnowsJGit() {
        noClasses()
                .that(resideOutsideOfPackages("dev.understudy.gitrepo.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.eclipse.jgit..", "org.apache.sshd.."))
                .check(CLASSES);
    }

    @Test
    void onlyCohortsKnowTheirLanguage() {
        noClasses()
                .that(resideOutsideOfPackages("dev.understudy.rollout.cohort.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.cel..", "com.google.protobuf.."))
                .check(CLASSES);
    }

    @Test
    void theEngineKnowsNoServer() {
        noClasses()
                .that(in("engine").or(in("manifest")).or(in("ruleset")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.quarkus..", "io.vertx..", "jakarta..", "io.micrometer..", "io.smallrye.."))
                .because("facts in, outcome out: it is used without a server in tests and in the benchmark")
                .check(CLASSES);
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching("dev.understudy.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching("dev.understudy.engine.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void theEnginesPartsStandOnEachOtherInOneDirection() {
        classes()
                .that(in("engine.java"))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackages("dev.understudy..")
                        .or(in("engine.java"))
                        .or(in("sandbox")))
                .check(CLASSES);
        noClasses()
                .that(in("engine.run").or(in("engine.facts")))
                .should()
                .dependOnClassesThat(in("engine.build")
                        .or(in("engine.drl"))
                        .or(in("engine.java"))
                        .or(in("engine.table")))
                .because("who decides compiles nothing")
                .check(CLASSES);
    }
}
