package dev.understudy.architecture;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.understudy.architecture.Production.CLASSES;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.smallrye.config.ConfigMapping;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How the code looks, as far as a machine can tell. */
class StyleTest {
    /** Names that say nothing of what a class is for. */
    private static final Pattern EMPTY_NAME =
            Pattern.compile("(.*(Manager|Utils?|Helper|Impl))|((Default|Abstract|Base)[A-Z].*)");

    /** Here "base" is a noun: the types and functions that rules build on. */
    private static final Set<String> NOUNS = Set.of("BaseClasses", "BaseSources");

    /** It measures what time passing does. */
    private static final java.nio.file.Path BENCH = java.nio.file.Path.of("src/test/java/dev/understudy/bench");

    private static final java.nio.file.Path TESTS = java.nio.file.Path.of("src", "test", "java");

    @Test
    void everyPackageIsNullMarked() throws ClassNotFoundException {
        Set<String> packages = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(packages).hasSizeGreaterThan(10);
        for (String name : packages) {
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void noNameIsEmpty() {
        assertThat(CLASSES.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> EMPTY_NAME.matcher(name).matches())
                        .filter(name -> !NOUNS.contains(name)))
                .isEmpty();
    }

    @Test
    void resourcesAreCalledSoAndStayInTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .haveSimpleNameEndingWith("Resource")
                .andShould()
                .notBePublic()
                .check(CLASSES);
        classes()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .and()
                .areTopLevelClasses()
                .and()
                .resideOutsideOfPackage("..engine..")
                .should()
                .beAnnotatedWith(Path.class)
                .check(CLASSES);
    }

    @Test
    void endpointsArePublicSinceQuarkusOverlooksOthers() {
        methods()
                .that(annotatedWith(GET.class)
                        .or(annotatedWith(POST.class))
                        .or(annotatedWith(PUT.class))
                        .or(annotatedWith(DELETE.class))
                        .or(annotatedWith(HEAD.class)))
                .should()
                .bePublic()
                .check(CLASSES);
    }

    @Test
    void entitiesAndTheirRepositoriesStayInTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .or()
                .areAssignableTo(PanacheEntityBase.class)
                .or()
                .areAssignableTo(PanacheRepositoryBase.class)
                .should()
                .notBePublic()
                .check(CLASSES);
        methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Entity.class)
                .should()
                .haveNameNotMatching("set[A-Z].*")
                .check(CLASSES);
    }

    @Test
    void settingsAreInterfacesCalledConfig() {
        classes()
                .that()
                .areAnnotatedWith(ConfigMapping.class)
                .should()
                .beInterfaces()
                .andShould()
                .haveSimpleNameEndingWith("Config")
                .check(CLASSES);
    }

    @Test
    void whatIsInjectedComesThroughTheConstructor() {
        fields().should().notBeAnnotatedWith(Inject.class).check(CLASSES);
    }

    @Test
    void staticStateIsFinal() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("dev.understudy.launch")
                .and()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and()
                .areDeclaredInClassesThat()
                .areNotAnnotatedWith(Entity.class)
                .should()
                .beFinal()
                .because("only the launcher, which lives before any bean does, may keep state there")
                .check(CLASSES);
    }

    @Test
    void theEngineHasNoClockBesideThatOfItsBudget() {
        noClasses()
                .that()
                .resideInAPackage("dev.understudy.engine..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .because("the same facts and rules give the same bytes, for ever")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.understudy.engine..")
                .and()
                .doNotHaveSimpleName("ValueTypes")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.Date.class, java.util.Random.class)
                .because("ValueTypes alone names Date, to refuse or to read it as a fact's field")
                .check(CLASSES);
    }

    @Test
    void nobodyPrintsButTheCommandsOfTheLauncher() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.understudy.launch..", "dev.understudy.demo..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void noTestSleeps() throws IOException {
        String call = "Thread" + ".sleep";
        List<java.nio.file.Path> sleepers;
        try (Stream<java.nio.file.Path> files = Files.walk(TESTS)) {
            List<java.nio.file.Path> sources = files.filter(
                            file -> file.toString().endsWith(".java") && !file.startsWith(BENCH))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(40);
            sleepers =
                    sources.stream().filter(file -> text(file).contains(call)).toList();
        }
        assertThat(sleepers).isEmpty();
    }

    private static String text(java.nio.file.Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
