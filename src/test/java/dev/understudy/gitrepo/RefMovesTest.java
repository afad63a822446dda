package dev.understudy.gitrepo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refs are locked by a file beside them, which whoever packs refs makes for a moment. */
class RefMovesTest {
    private static final PersonIdent ACTOR = new PersonIdent("a", "a@localhost");
    private static final String DRAFT = "refs/heads/draft";
    private static final String OTHER = "refs/heads/other";

    @TempDir
    Path data;

    private ObjectId main = ObjectId.zeroId();

    @BeforeEach
    void makeDrafts() throws IOException {
        try (Store store = open()) {
            main = ObjectId.fromString(GitRulesRepository.heads(store.git())
                    .values()
                    .iterator()
                    .next()
                    .value());
            for (String name : List.of(DRAFT, OTHER)) {
                RefUpdate update = store.git().updateRef(name);
                update.setNewObjectId(main);
                assertThat(update.update()).isEqualTo(RefUpdate.Result.NEW);
            }
        }
    }

    private Store open() {
        return Store.open(data, Store.Kind.HOSTED, HostedServer::seed);
    }

    private ReceiveCommand delete(String name) {
        return new ReceiveCommand(main, ObjectId.zeroId(), name);
    }

    private static Path lock(Repository git, String name) throws IOException {
        return Files.createFile(git.getDirectory().toPath().resolve(name + ".lock"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLockThatIsGivenBackIsWaitedFor(boolean atomic) throws IOException {
        try (Store store = open();
                RevWalk walk = new RevWalk(store.git())) {
            Path lock = lock(store.git(), DRAFT);
            List<ReceiveCommand> commands = List.of(delete(DRAFT), delete(OTHER));
            List<String> tries = new ArrayList<>();
            new RefMoves(store.git(), ACTOR, atomic).run(commands, walk, () -> {
                tries.add("again");
                return tries.size() < 3 || lock.toFile().delete();
            });
            assertThat(tries).hasSize(3);
            assertThat(commands).allMatch(command -> command.getResult() == ReceiveCommand.Result.OK);
            assertThat(store.git().exactRef(DRAFT)).isNull();
            assertThat(store.git().exactRef(OTHER)).isNull();
        }
    }

    @Test
    void whoGivesUpIsToldAboutTheLock() throws IOException {
        try (Store store = open();
                RevWalk walk = new RevWalk(store.git())) {
            lock(store.git(), DRAFT);
            ReceiveCommand command = delete(DRAFT);
            new RefMoves(store.git(), ACTOR, false).run(List.of(command), walk, () -> false);
            assertThat(command.getResult()).isEqualTo(ReceiveCommand.Result.LOCK_FAILURE);
            assertThat(store.git().exactRef(DRAFT)).isNotNull();
        }
    }

    @Test
    void whatAnotherOneMovedIsNotTriedAgain() throws IOException {
        try (Store store = open();
                RevWalk walk = new RevWalk(store.git())) {
            ReceiveCommand stale =
                    new ReceiveCommand(ObjectId.fromString("0123456789012345678901234567890123456789"), main, DRAFT);
            new RefMoves(store.git(), ACTOR, false).run(List.of(stale), walk, () -> {
                throw new AssertionError("It is tried again.");
            });
            assertThat(stale.getResult()).isNotEqualTo(ReceiveCommand.Result.OK);
        }
    }
}
