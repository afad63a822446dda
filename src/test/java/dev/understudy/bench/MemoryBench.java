package dev.understudy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Heap and metaspace that rulesets hold after garbage collection, each in a JVM of its own. */
final class MemoryBench implements Part {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        List<JsonNode> rules = child(bed, out, "512m", "rules", 1_000);
        out.add("KieBase of 1,000 rules: heap", mebibytes(rules.get(0), "heap"), "MiB", Target.atMost(25));
        out.add("KieBase of 1,000 rules: metaspace", mebibytes(rules.get(0), "metaspace"), "MiB");
        out.add("KieBase of 1,000 rules, after use: heap", mebibytes(rules.get(1), "heap"), "MiB");

        List<JsonNode> alike = child(bed, out, "512m", "alike", 1_000);
        double more = total(alike.get(3)) - total(alike.get(0));
        out.add("1,000 branches with equal rules: more than one", more, "MiB", Target.atMost(10));

        int most = bed.pick(1_000, 100);
        List<JsonNode> changed = child(bed, out, "4g", "changed", most);
        for (JsonNode each : changed.subList(0, changed.size() - 1)) {
            int number = each.get("number").asInt();
            String name = number + " branches of 100 rules, one changed in each, all used: ";
            out.add(name + "heap", mebibytes(each, "heap"), "MiB");
            out.add(name + "metaspace", mebibytes(each, "metaspace"), "MiB");
            if (number == 1_000) {
                out.add(name + "in all", total(each), "MiB", Target.atMost(1_024));
            }
        }
        List<JsonNode> budget = child(bed, out, "1g", "budget", most);
        JsonNode end = budget.getLast();
        out.add(
                "the same within the drafts' budget of 256 MiB: KieBases kept",
                end.get("live").asDouble(),
                "");
        out.add("the same within the drafts' budget of 256 MiB: by estimate", mebibytes(end, "weight"), "MiB");
        out.add("the same within the drafts' budget of 256 MiB: in all", total(budget.get(budget.size() - 2)), "MiB");
    }

    private static List<JsonNode> child(Bed bed, Findings out, String heap, String what, int number)
            throws IOException, InterruptedException {
        List<String> printed = Bed.output(Bed.jvm(
                List.of("-Xmx" + heap, "-XX:+UseParallelGC", "-XX:+UseCondCardMark"),
                MemoryChild.class,
                bed.folder("memory").toString(),
                what,
                "" + number));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : printed) {
            lines.add(JSON.readTree(line));
        }
        out.raw(Map.of("what", what, "bytes", lines));
        return lines;
    }

    private static double total(JsonNode bytes) {
        return mebibytes(bytes, "heap") + mebibytes(bytes, "metaspace");
    }

    private static double mebibytes(JsonNode bytes, String field) {
        return bytes.get(field).asDouble() / MEBIBYTE;
    }
}
