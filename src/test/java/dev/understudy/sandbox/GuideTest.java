package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The guide lists what the allow-list offers. Renew it with {@code -Dguide.renew=true}. */
final class GuideTest {
    private static final Path GUIDE = Path.of("docs/guide/rule-language.md");
    private static final String MARK = "<!-- From here on made from src/main/resources/sandbox/allow.list. -->\n";

    @Test
    void theGuideListsWhatIsOffered() throws IOException {
        String guide = Files.readString(GUIDE);
        String head = guide.substring(0, guide.indexOf(MARK) + MARK.length());
        String wanted = head + listed();
        if (Boolean.getBoolean("guide.renew")) {
            Files.writeString(GUIDE, wanted);
        }
        assertThat(Files.readString(GUIDE)).isEqualTo(wanted);
    }

    private static String listed() {
        Map<String, Map<String, String>> packages = new TreeMap<>();
        for (Entry entry : Sandbox.on(GuideTest.class.getClassLoader()).offered()) {
            if (!entry.members().isEmpty()) {
                int slash = entry.name().lastIndexOf('/');
                String name = entry.name().substring(slash + 1).replace('$', '.');
                packages.computeIfAbsent(entry.name().substring(0, slash).replace('/', '.'), key -> new TreeMap<>())
                        .put(name, String.join(", ", entry.members()));
            }
        }
        StringBuilder text = new StringBuilder();
        packages.forEach((name, classes) -> {
            text.append("\n## ").append(name).append("\n\n");
            classes.forEach((simple, members) -> text.append("- **")
                    .append(simple)
                    .append("**: ")
                    .append(members)
                    .append('\n'));
        });
        return text.toString();
    }
}
