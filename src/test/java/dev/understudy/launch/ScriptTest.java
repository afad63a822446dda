package dev.understudy.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
    private static final Path SCRIPT = Path.of("understudy").toAbsolutePath();

    @TempDir
    Path temp;

    private record Result(int status, String output) {}

    private Result run(Path folder, Map<String, String> environment, String... command) throws Exception {
        Path output = temp.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Result(status, Files.readString(output));
    }

    private void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Path jdk(String folder, String version) throws IOException {
        Path home = temp.resolve(folder);
        write(home.resolve("bin/java"), """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-01' >&2; exit 0; fi
                echo "started in $(pwd) by %s with:"
                for each; do echo "<$each>"; done
                """.formatted(version, folder));
        write(home.resolve("bin/javac"), "#!/bin/sh\n");
        return home;
    }

    /** A project with the script, and a wrapper that writes a jar where Maven would. */
    private Path project() throws IOException {
        Path project = temp.resolve("a project");
        write(project.resolve("understudy"), Files.readString(SCRIPT));
        write(project.resolve("mvnw"), """
                #!/bin/sh
                echo "maven $*"
                mkdir -p target/quarkus-app && touch target/quarkus-app/quarkus-run.jar
                """);
        write(project.resolve("src/main/A.java"), "");
        write(project.resolve("pom.xml"), "");
        return project;
    }

    @Test
    void anyPosixShellReadsIt() throws Exception {
        for (String shell : List.of("sh", "dash")) {
            if (Files.exists(Path.of("/bin", shell))) {
                assertThat(run(temp, Map.of(), shell, "-n", SCRIPT.toString())).isEqualTo(new Result(0, ""));
            }
        }
    }

    @Test
    void anUnknownCommandIsStatus2AndTheUsage() throws Exception {
        Result result = run(temp, Map.of(), SCRIPT.toString(), "fly");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).startsWith("There is no command 'fly'.").contains("Usage: ./understudy");
        assertThat(run(temp, Map.of(), SCRIPT.toString()).status()).isZero();
    }

    @Test
    void itBuildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        Path project = project();
        Map<String, String> environment =
                Map.of("JAVA_HOME", jdk("jdk 25", "25.0.3").toString());
        String[] command = {project.resolve("understudy").toString(), "run", "--data", "my data"};
        assertThat(run(temp, environment, command).output())
                .contains("maven -q package")
                .contains("started in " + temp + " by jdk 25")
                .contains("<-jar>\n<" + project.resolve("target/quarkus-app/quarkus-run.jar") + ">")
                .endsWith("<run>\n<--data>\n<my data>\n");
        assertThat(run(temp, environment, command).output()).doesNotContain("maven");
        Files.setLastModifiedTime(
                project.resolve("src/main/A.java"), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(run(temp, environment, command).output()).contains("maven -q package");
    }

    @Test
    void itsFlagsGiveWayToTheUsers() throws Exception {
        Path project = project();
        Map<String, String> environment =
                Map.of("JAVA_HOME", jdk("jdk", "26-ea").toString(), "UNDERSTUDY_JAVA_OPTS", "-Xmx1g -Dx=y");
        assertThat(run(temp, environment, project.resolve("understudy").toString(), "run")
                        .output())
                .contains("<-Xmx1g>\n<-Dx=y>\n")
                .doesNotContain("-Xmx512m");
    }

    @Test
    void aJdkThatIsTooOldIsPassedOver() throws Exception {
        Path project = project();
        Map<String, String> environment =
                Map.of("JAVA_HOME", jdk("old", "17.0.15").toString());
        // The JDK that runs this test is found instead, and says that the jar is none.
        assertThat(run(temp, environment, project.resolve("understudy").toString(), "run")
                        .output())
                .doesNotContain("by old")
                .contains("quarkus-run.jar");
    }
}
