package dev.understudy.pipeline;

import dev.understudy.gitrepo.DataConfig;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Remembers on disk which commit of {@code main} each ruleset was live at, so that a restart on a bad {@code main} goes
 * on with what was live before. A line for each ruleset: its name, a blank, the commit.
 */
@Singleton
class LiveRecord {
    private static final Logger LOG = Logger.getLogger(LiveRecord.class);

    private final Path file;

    LiveRecord(DataConfig data) {
        this.file = data.data().resolve("live-on-main");
    }

    /** What was live; empty when that is not known. A damaged line is left out. */
    Map<RulesetName, CommitId> read() {
        Map<RulesetName, CommitId> live = new TreeMap<>();
        try {
            if (Files.isRegularFile(file)) {
                for (String line : Files.readAllLines(file)) {
                    String[] words = line.split(" ", 2);
                    if (words.length == 2 && RulesetName.isValid(words[0]) && CommitId.isValid(words[1])) {
                        live.put(new RulesetName(words[0]), new CommitId(words[1]));
                    }
                }
            }
        } catch (IOException e) {
            LOG.warnf("What was live before can't be read: %s", e.getMessage());
        }
        return live;
    }

    /** Remembers what is live. A disk that fails costs the memory, not the change. */
    void write(Map<RulesetName, CommitId> live) {
        String text = live.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warnf("What is live can't be remembered on disk: %s", e.getMessage());
        }
    }
}
