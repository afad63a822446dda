package dev.understudy.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.testsupport.ServiceProcess;
import dev.understudy.testsupport.TestFolders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged jar, started as a user starts it. */
class LauncherIT {
    private Path data;

    @BeforeEach
    void makeDataFolder() {
        data = TestFolders.create("understudy it");
    }

    @AfterEach
    void deleteDataFolder() {
        TestFolders.delete(data);
    }

    private ServiceProcess run(String... more) {
        return ServiceProcess.start(Map.of(), data, more);
    }

    private static void isOneSentence(ServiceProcess process, int status, String... parts) {
        try (process) {
            assertThat(process.waitFor()).isEqualTo(status);
            assertThat(process.output().strip())
                    .contains(parts)
                    .doesNotContain("\n")
                    .endsWith(".");
        }
    }

    private long postgresPid() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
    }

    @Test
    void itServesOverAKillAndEndsCleanly() throws Exception {
        long orphan;
        try (ServiceProcess first = run("run", "--port", "0")) {
            first.awaitReady();
            assertThat(first.output()).contains("git clone http://", "curl -u analyst:analyst");
            assertThat(first.get("/api/v1/nothing-here", "app").statusCode()).isEqualTo(404);
            orphan = postgresPid();
            first.kill();
        }
        assertThat(ProcessHandle.of(orphan))
                .as("a killed service can't stop PostgreSQL")
                .isPresent();

        try (ServiceProcess second = run("run", "--port", "0")) {
            second.awaitReady();
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            HttpResponse<String> refused = second.get("/api/v1/nothing-here", "nobody");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(second.get("/api/v1/nothing-here", "app").statusCode()).isEqualTo(404);

            ServiceProcess third = run("run", "--port", "0");
            isOneSentence(third, 1, "already", "process " + second.pid(), "--data");

            long postgres = postgresPid();
            second.terminate();
            assertThat(second.waitFor()).isEqualTo(143);
            assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> ProcessHandle.of(postgres)
                            .filter(ProcessHandle::isAlive)
                            .isEmpty());
        }
    }

    @Test
    void aTakenPortIsOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            isOneSentence(run("run", "--port", "" + taken.getLocalPort()), 1, "port " + taken.getLocalPort(), "--port");
        }
        assertThat(data.resolve("postgres")).doesNotExist();
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsOneSentence() throws IOException {
        Path file = Files.createFile(data.resolve("file"));
        isOneSentence(ServiceProcess.start(Map.of(), file, "run"), 1, file.toString(), "in the way", "--data");
        isOneSentence(
                ServiceProcess.start(Map.of(), Path.of("/proc/understudy"), "run"), 1, "/proc/understudy", "--data");
    }

    @Test
    void aPostgresThatCannotStartIsOneSentence() throws IOException {
        Files.createDirectories(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres/PG_VERSION"), "9.6\n");
        isOneSentence(run("run", "--port", "0"), 1, "The embedded PostgreSQL can't start", "postgres.log");
    }

    @Test
    void aLimitThatCannotBeOneIsOneSentence() {
        Map<String, String> withoutUnit = Map.of("UNDERSTUDY_LIMITS_TIME", "250");
        isOneSentence(
                ServiceProcess.start(withoutUnit, data, "run", "--port", "0"),
                1,
                "understudy.limits.time is '250'; its unit is missing");
        Map<String, String> none = Map.of("UNDERSTUDY_QUARANTINE_STOPS", "0");
        isOneSentence(ServiceProcess.start(none, data, "run", "--port", "0"), 1, "understudy.quarantine.stops is 0; ");
    }

    @Test
    void aWrongLineIsStatus2() {
        isOneSentence(run("run", "--prot", "1"), 2, "--prot");
    }

    @Test
    void productionRefusesUnsafeSettingsByName() {
        isOneSentence(run("serve"), 1, "quarkus.datasource.jdbc.url");
        Map<String, String> database = Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/x");
        isOneSentence(ServiceProcess.start(database, data, "serve"), 1, "understudy.signing-key");
        Map<String, String> demo = Map.of("UNDERSTUDY_DEMO_ACCOUNTS", "true");
        isOneSentence(ServiceProcess.start(demo, data, "serve"), 1, "understudy.demo-accounts");
    }
}
