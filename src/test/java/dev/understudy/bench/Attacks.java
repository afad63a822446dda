package dev.understudy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rulesets that try to harm, each pushed by the real git to a branch of its own. */
final class Attacks {
    static final String RULESET = "attack";
    static final byte[] NO_FACTS = "{\"facts\": {}}".getBytes(StandardCharsets.UTF_8);

    /** All that an attack may be answered with: refused, stopped, failed, quarantined, or decided. */
    private static final Set<Integer> SOUND = Set.of(200, 422, 429);

    private static final String MANIFEST = """
            title: A ruleset
            owners: [nobody]
            facts: {in: [F], out: [G]}
            """;

    private final Service service;
    private final Git git;
    private final List<String> names = new ArrayList<>();
    private final ObjectMapper json = new ObjectMapper();

    Attacks(Service service, Path folder) throws IOException, InterruptedException {
        this.service = service;
        String url = "http://analyst:analyst@127.0.0.1:" + service.port() + "/git/rules.git";
        new Git(folder).run("clone", "-q", url, "attacks");
        this.git = new Git(folder.resolve("attacks"));
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/attacks"))) {
            files.map(each -> each.getFileName().toString())
                    .filter(each -> each.endsWith(".drl"))
                    .map(each -> each.substring(0, each.length() - ".drl".length()))
                    .sorted()
                    .forEach(names::add);
        }
    }

    List<String> names() {
        return names;
    }

    static String branch(String name) {
        return "attack/" + name;
    }

    /**
     * Pushes one, which returns when it was compiled or refused.
     *
     * @param edition makes rules that were never compiled before
     */
    void push(String name, int edition) throws IOException, InterruptedException {
        git.run("checkout", "-q", "-B", branch(name), "origin/main");
        String drl = Files.readString(Path.of("src/test/resources/attacks", name + ".drl"));
        git.write(RULESET + "/ruleset.yaml", MANIFEST);
        git.write(RULESET + "/rules.drl", drl + "\n\nrule \"Edition " + edition + "\" when then end\n");
        git.commit(name + " " + edition);
        git.run("push", "-q", "--force", "origin", branch(name));
    }

    /** Deletes its branch. */
    void delete(String name) throws IOException, InterruptedException {
        git.run("push", "-q", "origin", "--delete", branch(name));
    }

    /** Decides by one; the answer has to be sound. Gives the kind of problem, or "decided". */
    String decide(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = service.call(RULESET, branch(name), NO_FACTS);
        if (!SOUND.contains(answer.statusCode())) {
            throw new IllegalStateException(
                    "The attack " + name + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        JsonNode body = json.readTree(answer.body());
        String type = body.path("type").asText("decided");
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
