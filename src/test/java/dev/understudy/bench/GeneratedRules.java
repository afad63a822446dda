package dev.understudy.bench;

import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.SourceFile;
import dev.understudy.ruleset.TreeId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mixed ruleset in files of 50 rules: of ten rules four thresholds, two ranges, two joins, one {@code not} or {@code
 * exists} and every other time an {@code accumulate}. One rule in the middle tells {@code version}, so that another
 * version is one changed rule; another {@code seed} changes all rules.
 *
 * @param rules how many
 * @param seed differs between rulesets that shall share nothing
 * @param version of the one rule
 */
record GeneratedRules(int rules, int seed, int version) {
    static final String NAME = "generated";

    private static final int RULES_A_FILE = 50;
    private static final int REGIONS = 97;
    private static final String TYPES = """
            package bench.generated

            declare Applicant
                id : String
                region : int
                age : int
                income : double
            end

            declare Loan
                applicantId : String
                amount : double
                months : int
            end

            declare Liability
                applicantId : String
                kind : String
                monthly : double
            end

            declare Finding
                code : int
                text : String
            end
            """;

    /** One applicant, one loan, eight liabilities. */
    static byte[] body() {
        StringBuilder liabilities = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            liabilities
                    .append(i == 0 ? "" : ",")
                    .append("{\"applicantId\":\"A1\",\"kind\":\"k")
                    .append(i % 4)
                    .append("\",\"monthly\":")
                    .append(35 * i + 20)
                    .append('}');
        }
        return ("{\"facts\":{\"Applicant\":[{\"id\":\"A1\",\"region\":17,\"age\":41,\"income\":4200}],"
                        + "\"Loan\":[{\"applicantId\":\"A1\",\"amount\":18250,\"months\":48}],"
                        + "\"Liability\":[" + liabilities + "]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What the answer to {@link #body} holds. */
    String expected() {
        return "{\"code\":" + version + ",\"text\":\"version\"}";
    }

    GeneratedRules withVersion(int other) {
        return new GeneratedRules(rules, seed, other);
    }

    GeneratedRules withSeed(int other) {
        return new GeneratedRules(rules, other, version);
    }

    /** As the compiler takes it. */
    RulesetSource source() {
        Map<String, String> texts = files();
        return new RulesetSource(
                new RulesetName(NAME),
                tree(texts),
                texts.entrySet().stream()
                        .map(each ->
                                new SourceFile(each.getKey(), each.getValue().getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }

    /** Texts by path from the ruleset's folder, sorted. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (int from = 0; from < rules; from += RULES_A_FILE) {
            StringBuilder text = new StringBuilder("package bench.generated\n\n");
            for (int i = from; i < Math.min(rules, from + RULES_A_FILE); i++) {
                text.append(rule(i)).append('\n');
            }
            files.put("part%03d.drl".formatted(from / RULES_A_FILE), text.toString());
        }
        files.put("ruleset.yaml", """
                title: Generated rules for the benchmark
                facts: {in: [Applicant, Loan, Liability], out: [Finding]}
                """);
        files.put("types.drl", TYPES);
        return files;
    }

    private String rule(int i) {
        if (i == rules / 2) {
            return rule(i, "version", "Applicant(region >= 0)", version);
        }
        int spread = Math.floorMod(i * 7_919 + seed * 104_729, 10_000);
        int region = (i + seed) % REGIONS;
        String someone = "Applicant(region == " + region + ", $id : id) ";
        return switch (i % 10) {
            case 0, 1, 2, 3 -> rule(i, "threshold", threshold(region, spread), i);
            case 4, 5 -> rule(i, "range", range(spread), i);
            case 6, 7 -> rule(i, "join", someone + "Loan(applicantId == $id, amount > " + spread * 4 + ")", i);
            case 8 -> rule(i, "absence", someone + absence(i / 10 % 2 == 0, spread), i);
            default -> i / 10 % 2 == 0 ? rule(i, "sum", someone + sum(spread), i) : rule(i, "kind", kind(spread), i);
        };
    }

    private static String threshold(int region, int spread) {
        return "Applicant(region == %d, age >= %d, income < %d)".formatted(region, 18 + spread % 50, 1_000 + spread);
    }

    private static String range(int spread) {
        return "Loan(amount > %d, amount <= %d, months >= %d)".formatted(spread * 4, spread * 4 + 900, spread % 60);
    }

    private static String absence(boolean none, int spread) {
        return (none ? "not" : "exists") + " Liability(applicantId == $id, monthly > " + spread % 300 + ")";
    }

    private static String sum(int spread) {
        return "accumulate(Liability(applicantId == $id, kind == \"k%d\", $m : monthly); $sum : sum($m); $sum > %d)"
                .formatted(spread % 4, spread);
    }

    private static String kind(int spread) {
        return "Liability(kind == \"k%d\", monthly > %d)".formatted(spread % 4, spread);
    }

    private static String rule(int number, String text, String condition, int code) {
        return """
                rule "R%05d %s"
                when
                    %s
                then
                    insert(new Finding(%d, "%s"));
                end
                """.formatted(number, text, condition, code, text);
    }

    private static TreeId tree(Map<String, String> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            for (Map.Entry<String, String> each : files.entrySet()) {
                for (String part : List.of(each.getKey(), each.getValue())) {
                    digest.update(part.getBytes(StandardCharsets.UTF_8));
                }
            }
            return new TreeId(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1.", e);
        }
    }
}
