package dev.understudy.pipeline;

import dev.understudy.gitrepo.DataConfig;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Remembers on disk which commit of {@code main} each ruleset was live at, and under which list of what rules may use,
 * so that a restart on a bad {@code main}, or by another version, goes on with what was live before. A line for each
 * ruleset: its name, the commit, the list's name, and a code over these three, with blanks between them.
 */
@Singleton
class LiveRecord {
    private static final Logger LOG = Logger.getLogger(LiveRecord.class);

    private final Path file;
    private final FormerLists lists;

    LiveRecord(DataConfig data, FormerLists lists) {
        this.file = data.data().resolve("live-on-main");
        this.lists = lists;
    }

    /**
     * What was live of a ruleset.
     *
     * @param commit the commit of {@code main}
     * @param list the text of the list under which it was compiled; nothing when that is not known for certain
     */
    record Live(CommitId commit, Optional<String> list) {}

    /** What was live; empty when that is not known. A damaged line is left out. */
    Map<RulesetName, Live> read() {
        Map<RulesetName, Live> live = new TreeMap<>();
        try {
            if (Files.isRegularFile(file)) {
                for (String line : Files.readAllLines(file)) {
                    String[] words = line.split(" ", 4);
                    if (words.length >= 2 && RulesetName.isValid(words[0]) && CommitId.isValid(words[1])) {
                        live.put(new RulesetName(words[0]), new Live(new CommitId(words[1]), list(words)));
                    }
                }
            }
        } catch (IOException e) {
            LOG.warnf("What was live before can't be read: %s", e.getMessage());
        }
        return live;
    }

    private Optional<String> list(String[] words) {
        boolean authentic = words.length == 4 && lists.isCode(words[3], String.join(" ", words[0], words[1], words[2]));
        return authentic ? lists.find(words[2]) : Optional.empty();
    }

    /** Remembers what is live. A disk that fails costs the memory, not the change. */
    void write(Map<RulesetName, Live> live) {
        try {
            String text = live.entrySet().stream()
                    .map(each -> line(each.getKey(), each.getValue()))
                    .collect(Collectors.joining());
            Path draft = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("What is live can't be remembered on disk: %s", e.getMessage());
        }
    }

    private String line(RulesetName name, Live live) {
        String known = name + " " + live.commit();
        return live.list()
                .map(list -> known + " " + lists.keep(list))
                .map(signed -> signed + " " + lists.code(signed) + "\n")
                .orElse(known + "\n");
    }
}
