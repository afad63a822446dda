package dev.understudy.rollout.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.rollout.command.VectorFile.Malformed;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** {@code understudy vectors (bucketing | guardrail) FILE}: checks an auditor's own vectors against this build. */
public final class VectorsCommand {
    private static final String USAGE = """
            Usage: understudy vectors (bucketing | guardrail) FILE
              bucketing  who is on the candidate: [{keyHex, label, unitKind, unit, point, candidateAtPpm}]
              guardrail  when a rollout stops: {harm: [{events, eValueAfter, rollbackAtEvent}],
                         blastRadius: [{declared, changed, eValueAfter, stopAt}]}""";

    private static final int DIFFERENT = 1;
    private static final int UNCLEAR = 2;

    private VectorsCommand() {}

    /** Runs it; gives the exit status: 0 when all match, 1 when some differ, 2 when it is called wrongly. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() != 2 || !List.of("bucketing", "guardrail").contains(arguments.getFirst())) {
            err.println(USAGE);
            return UNCLEAR;
        }
        String name = arguments.getLast();
        try {
            Checks checks = new Checks(err);
            JsonNode root = VectorFile.read(Path.of(name));
            int vectors = arguments.getFirst().equals("bucketing")
                    ? new BucketingVectors(checks).check(root)
                    : new GuardrailVectors(checks).check(root);
            out.printf("%d vectors, %d values compared, %d differ.%n", vectors, checks.compared(), checks.wrong());
            return checks.wrong() == 0 ? 0 : DIFFERENT;
        } catch (Malformed e) {
            err.println(name + " is no file of such vectors. " + e.getMessage());
        } catch (NoSuchFileException e) {
            err.println("There is no file " + e.getFile() + ".");
        } catch (IOException | InvalidPathException e) {
            err.println(name + " can't be read: " + e.getMessage());
        }
        return UNCLEAR;
    }
}
