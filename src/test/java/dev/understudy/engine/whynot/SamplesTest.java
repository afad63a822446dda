package dev.understudy.engine.whynot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of the samples: facts that make it fire, one value changed, and what is said of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplesTest {
    private static final Pattern ROW =
            Pattern.compile("^\"(?<name>[^\"]+)\",(?<drug>\\w+),(?<area>[A-Z]+),(?<route>[A-Z]+),");

    private CompiledRuleset flights;
    private CompiledRuleset doses;
    private final Set<String> asked = new HashSet<>();

    @BeforeAll
    void compile(@TempDir Path store) {
        Rulesets rulesets = Rulesets.in(store);
        flights = rulesets.built(
                WrittenRuleset.folder(Path.of("rules", "flight-compensation")).source());
        doses = rulesets.built(
                WrittenRuleset.folder(Path.of("rules", "dose-check")).source());
    }

    @AfterAll
    void allRulesWereAskedAbout() {
        assertThat(asked).hasSize(flights.ruleCount() + doses.ruleCount());
    }

    private void told(CompiledRuleset ruleset, String rule, String fires, String doesNot, String text) {
        asked.add(rule);
        assertThat(Rulesets.decide(ruleset, fires).firedRules())
                .extracting(Decision.FiredRule::rule)
                .as(rule)
                .contains(rule);
        assertThat(Asked.told(ruleset, doesNot, rule)).as(rule).isEqualTo(text);
    }

    private void flight(String rule, String fires, String doesNot, String text) {
        told(flights, rule, flight(fires), flight(doesNot), text);
    }

    /** {@code delay distance}, at eight in the evening. */
    private static String flight(String numbers) {
        int space = numbers.indexOf(' ');
        return "\"Flight\": {\"date\": \"2001/01/01 02:00\", \"delay\": " + numbers.substring(0, space)
                + ", \"distance\": " + numbers.substring(space) + ", \"passengerName\": \"Waldo\"}";
    }

    @Test
    void compensation() {
        flight("Short haul", "180 800", "171 800", "CONSTRAINT_FAILED 54:12 delay >= 180 failed: delay was 171");
        flight(
                "Medium haul",
                "180 1000",
                "180 900",
                "CONSTRAINT_FAILED 61:26 km(distance) > 1500 failed: km(distance) was 1448.4096000000002, distance was 900");
        flight(
                "Long haul",
                "240 2399",
                "240 2000",
                "CONSTRAINT_FAILED 68:26 km(distance) > 3500 failed: km(distance) was 3218.688, distance was 2000");
        flight(
                "Long haul, under four hours",
                "239 2399",
                "240 2399",
                "CONSTRAINT_FAILED 77:26 delay < 240 failed: delay was 240");
    }

    @Test
    void assistance() {
        flight(
                "Assistance, short haul",
                "120 800",
                "119 800",
                "CONSTRAINT_FAILED 86:22 delay >= 120 failed: delay was 119");
        flight(
                "Assistance, medium haul",
                "180 1000",
                "180 2399",
                "CONSTRAINT_FAILED 93:57 km(distance) <= 3500 failed: km(distance) was 3860.816256, distance was"
                        + " 2399");
        flight(
                "Assistance, long haul",
                "240 2399",
                "239 2399",
                "CONSTRAINT_FAILED 100:22 delay >= 240 failed: delay was 239");
    }

    @Test
    void care() {
        String none = " there is no Assistance: no rule made one";
        flight("Meals and refreshments", "120 800", "119 800", "NO_FACT_OF_TYPE 109:5" + none);
        flight("Two calls", "120 800", "119 800", "NO_FACT_OF_TYPE 116:5" + none);
        flight(
                "Hotel and transfer",
                "150 800",
                "120 800",
                "CONSTRAINT_FAILED 124:29 leavesNextDay(date, delay) failed: date was \"2001-01-01T02:00:00\","
                        + " delay was 120");
        flight(
                "Reimbursement",
                "300 800",
                "299 800",
                "CONSTRAINT_FAILED 132:16 flight.delay >= 300 failed: flight.delay was 299");
    }

    private void dose(String rule, String fires, String doesNot, String text) {
        told(doses, rule, fires, doesNot, text);
    }

    /** Noradrenaline by vein in the ICU, limited to 0.5 and 2 mcg/kg/min from 40 kg on, with these changes. */
    private static String order(String more) {
        String order = "\"drug\": \"noradrenaline\", \"careArea\": \"ICU\", \"route\": \"INTRAVENOUS\","
                + " \"weightKg\": 70, \"dose\": {\"amount\": 0.4, \"units\": \"mcg/kg/min\"}, \"patientName\": \"Waldo\"";
        for (String change : more.split(";", -1)) {
            int equals = change.indexOf('=');
            if (equals > 0) {
                String name = "\"" + change.substring(0, equals) + "\": ";
                int value = order.indexOf(name) + name.length();
                int end = value;
                while (order.charAt(end) != ',' && order.charAt(end) != '}') {
                    end++;
                }
                order = order.substring(0, value) + change.substring(equals + 1) + order.substring(end);
            }
        }
        return "\"Order\": {" + order + "}";
    }

    @Test
    void refusals() {
        String library = "there is Limit {\"order\":{\"drug\":\"noradrenaline\",\"careArea\":\"ICU\",\"route\":"
                + "\"INTRAVENOUS\",\"dose\":{\"amount\":0.4,\"units\":\"mcg/kg/min\"},\"weig…, made by 'Noradrenaline, ICU'"
                + " (dose-check/limits.drl.csv:12)";
        dose(
                "Not in the library",
                order("drug=\"tea\""),
                order(""),
                "NOT_BLOCKED_BY 94:5 not Limit(order == $order) failed: " + library);
        dose(
                "Weight missing",
                order("weightKg=null"),
                order(""),
                "CONSTRAINT_FAILED 102:20 weightKg == null failed: weightKg was 70");
        dose(
                "Weight outside the library",
                order("weightKg=39"),
                order("weightKg=40"),
                "NOT_BLOCKED_BY 113:5 not Limit(order == $order, covers(this, $weight)) failed: " + library);
        dose(
                "Other units",
                order("units=\"mg/h\""),
                order(""),
                "JOIN_FAILED 122:51 units != $units failed: units was \"mcg/kg/min\", $units was \"mcg/kg/min\"");
        dose(
                "No dose",
                order("amount=0"),
                order("amount=0.1"),
                "CONSTRAINT_FAILED 130:20 dose.amount <= 0 failed: dose.amount was 0.1");
    }

    @Test
    void limits() {
        dose(
                "Above the hard limit",
                order("amount=2.1"),
                order("amount=2"),
                "JOIN_FAILED 139:79 hardMax < $amount failed: hardMax was 2, $amount was 2");
        dose(
                "Within the hard limits",
                order("amount=2"),
                order("amount=2.1"),
                "JOIN_FAILED 148:88 hardMax >= $amount failed: hardMax was 2, $amount was 2.1");
        dose(
                "Above the soft limit",
                order("amount=0.6"),
                order("amount=0.5"),
                "CONSTRAINT_FAILED 159:81 limit.softMax < $amount failed: limit.softMax was 0.5, $amount was 0.5");
        dose(
                "High-alert drug",
                order(""),
                order("drug=\"propofol\";units=\"mg/kg/h\""),
                "CONSTRAINT_FAILED 167:30 limit.highAlert failed: limit.highAlert was false");
    }

    @Test
    void rowsOfTheLibraryAreToldByTheirCells() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("rules/dose-check/limits.drl.csv"));
        int rows = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher row = ROW.matcher(lines.get(i));
            if (row.find()) {
                String drug = "drug=\"" + row.group("drug") + "\";careArea=\"" + row.group("area") + "\"";
                String route = row.group("route");
                String other = route.equals("EPIDURAL") ? "INTRAVENOUS" : "EPIDURAL";
                dose(
                        row.group("name"),
                        order(drug + ";route=\"" + route + "\""),
                        order(drug + ";route=\"" + other + "\""),
                        "CONSTRAINT_FAILED " + (i + 1) + ":" + (row.start("route") + 1) + " route == Route." + route
                                + " failed: route was \"" + other + "\"");
                rows++;
            }
        }
        assertThat(rows).isEqualTo(16);
    }
}
