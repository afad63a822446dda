package dev.understudy.gitrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.SourceFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.lib.RefUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final SeedSource SEED = HostedServer::seed;

    @TempDir
    private Path data;

    private CommitId head(Store store) throws IOException {
        return Objects.requireNonNull(GitRulesRepository.heads(store.git()).get(BranchName.MAIN));
    }

    @Test
    void theFirstStartSeedsAndTheNextKeeps() throws IOException {
        CommitId first;
        try (Store store = Store.open(data, Store.Kind.HOSTED, SEED)) {
            first = head(store);
            assertThat(store.git().isBare()).isTrue();
        }
        try (Store store = Store.open(data, Store.Kind.HOSTED, SEED)) {
            assertThat(head(store)).isEqualTo(first);
        }
    }

    @Test
    void seedingThatDiesInTheMiddleIsDoneAgain() throws IOException {
        assertThatThrownBy(() -> Store.open(data, Store.Kind.HOSTED, () -> {
                    throw new IOException("disk on fire");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("disk on fire")
                .hasMessageContaining("understudy.data");
        assertThat(data.resolve("rules.git")).doesNotExist();
        try (Store store = Store.open(data, Store.Kind.HOSTED, SEED)) {
            assertThat(head(store)).isNotNull();
        }
    }

    @Test
    void aSecondInstanceOnOneFolderIsRefused() {
        try (Store _ = Store.open(data, Store.Kind.HOSTED, SEED)) {
            assertThatThrownBy(() -> Store.open(data, Store.Kind.HOSTED, SEED))
                    .hasMessageContaining("Another instance of Understudy uses the data folder");
        }
    }

    @Test
    void aDataFolderThatIsAFileIsRefusedWithASentence() throws IOException {
        Path file = Files.createFile(data.resolve("file"));
        assertThatThrownBy(() -> Store.open(file, Store.Kind.HOSTED, SEED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("can't be opened");
    }

    @Test
    void aHostedRepositoryIsNeverOverwrittenByAMirror() {
        Store.open(data, Store.Kind.HOSTED, SEED).close();
        assertThatThrownBy(() -> Store.open(data, Store.Kind.MIRROR, List::of))
                .hasMessageContaining("would drop its branches");
        Store.open(data, Store.Kind.HOSTED, SEED).close();
    }

    @Test
    void locksThatAKilledProcessLeftAreRemoved() throws IOException {
        try (Store store = Store.open(data, Store.Kind.HOSTED, SEED)) {
            Files.createFile(store.folder().resolve("refs/heads/main.lock"));
            Files.createFile(store.folder().resolve("packed-refs.lock"));
        }
        try (Store store = Store.open(data, Store.Kind.HOSTED, SEED)) {
            RefUpdate update = store.git().updateRef("refs/heads/main");
            update.setNewObjectId(store.git().resolve("refs/heads/main"));
            assertThat(update.forceUpdate()).isEqualTo(RefUpdate.Result.NO_CHANGE);
            assertThat(store.folder().resolve("packed-refs.lock")).doesNotExist();
        }
    }

    @Test
    void packagedRulesAreFoundInAFolderAndInAJar() throws IOException {
        Path classes = Files.createDirectories(data.resolve("classes"));
        Files.createDirectories(classes.resolve("rules/flight/scenarios"));
        Files.writeString(classes.resolve("rules/flight/ruleset.yaml"), "title: T");
        Files.writeString(classes.resolve("rules/flight/scenarios/a.yaml"), "a");
        Path jar = data.resolve("app.jar");
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
            Files.createDirectories(zip.getPath("/rules/flight/scenarios"));
            Files.writeString(zip.getPath("/rules/flight/ruleset.yaml"), "title: T");
            Files.writeString(zip.getPath("/rules/flight/scenarios/a.yaml"), "a");
        }
        for (Path place : List.of(classes, jar)) {
            assertThat(new PackagedSeed(place).files().stream().map(SourceFile::path))
                    .containsExactly("flight/ruleset.yaml", "flight/scenarios/a.yaml");
        }
        assertThat(new PackagedSeed(Files.createDirectories(data.resolve("none"))).files())
                .isEmpty();
    }
}
