package dev.understudy.manifest;

import dev.understudy.ruleset.Scenario;
import dev.understudy.ruleset.Scenario.ExpectedFacts;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads one scenario of a file, with the places of its values. Used once. */
final class ScenarioSection {
    private static final List<String> KEYS = List.of("name", "asOf", "given", "expect", "fired");

    private final Faults faults;
    private final Places.Builder places = new Places.Builder();

    /** A scenario, and where its values stand. */
    record Found(Scenario scenario, Places places) {}

    ScenarioSection(Faults faults) {
        this.faults = faults;
    }

    /** Empty when the scenario has an error. */
    Optional<Found> read(Node node) {
        int before = faults.errors();
        Optional<Fields> known = Fields.known(node, "A scenario", KEYS, faults);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = known.get();
        Place start = fields.place();
        places.value("", start);
        Optional<String> name = required(fields, "name").flatMap(this::name);
        Optional<String> given = required(fields, "given").map(each -> given(each, fields));
        Optional<Map<String, ExpectedFacts>> expected =
                required(fields, "expect").map(this::expected);
        Optional<Map<String, Integer>> fired =
                fields.get("fired").flatMap(each -> new FiredSection(faults, places).read(each));
        if (faults.errors() > before || name.isEmpty() || given.isEmpty() || expected.isEmpty()) {
            return Optional.empty();
        }
        if (expected.get().isEmpty() && fired.isEmpty()) {
            faults.warning(
                    places.build().place("/expect"),
                    "Scenario '" + name.get() + "' expects nothing, so it can't fail.");
        }
        return Optional.of(new Found(
                new Scenario(
                        name.get(), faults.file(), start.line(), start.column(), given.get(), expected.get(), fired),
                places.build()));
    }

    private Optional<Node> required(Fields fields, String key) {
        Optional<Node> node = fields.get(key);
        if (node.isEmpty()) {
            faults.error(fields.place(), "'" + key + "' is missing in this scenario; it needs name, given and expect.");
        }
        return node;
    }

    private Optional<String> name(Node node) {
        places.value("/name", Place.of(node));
        return Scalars.text(node, "name", faults);
    }

    private String given(Node node, Fields fields) {
        StringBuilder json = new StringBuilder("{\"facts\":{");
        JsonWriter writer = new JsonWriter(json, faults);
        String comma = "";
        places.value("/facts", Place.of(node));
        for (Fields.Entry entry : types(node, "given")) {
            json.append(comma);
            writer.quote(entry.name());
            json.append(':');
            facts(entry, "/facts", json, writer);
            comma = ",";
        }
        json.append('}');
        fields.get("asOf").flatMap(this::instant).ifPresent(text -> {
            json.append(",\"asOf\":");
            writer.quote(text);
        });
        return json.append('}').toString();
    }

    private Optional<String> instant(Node node) {
        places.value("/asOf", Place.of(node));
        Optional<String> text = Scalars.text(node, "asOf", faults);
        try {
            text.ifPresent(Instant::parse);
            return text;
        } catch (DateTimeParseException e) {
            faults.error(node, "asOf is no moment; write it as 2001-01-01T01:10:00Z.");
            return Optional.empty();
        }
    }

    private Map<String, ExpectedFacts> expected(Node node) {
        Map<String, ExpectedFacts> expected = new LinkedHashMap<>();
        places.value("/expect", Place.of(node));
        for (Fields.Entry entry : types(node, "expect")) {
            StringBuilder json = new StringBuilder();
            facts(entry, "/expect", json, new JsonWriter(json, faults));
            Place place = Place.of(entry.key());
            expected.put(entry.name(), new ExpectedFacts(json.toString(), place.line(), place.column()));
        }
        return expected;
    }

    private List<Fields.Entry> types(Node node, String what) {
        List<Fields.Entry> entries =
                Fields.any(node, what, faults).map(Fields::all).orElse(List.of());
        entries.stream()
                .filter(entry -> !FactNames.isName(entry.name()))
                .forEach(entry -> faults.error(
                        entry.key(),
                        "'" + Kind.shortened(entry.name()) + "' is no name of a type; " + what
                                + " has types as keys."));
        return entries;
    }

    /** Writes one object as a list of one, so that a pointer to a fact always has the fact's number. */
    private void facts(Fields.Entry entry, String parent, StringBuilder json, JsonWriter writer) {
        String pointer = parent + Places.step(entry.name());
        places.key(pointer, Place.of(entry.key()));
        places.value(pointer, Place.of(entry.key()));
        List<Node> facts = entry.value() instanceof SequenceNode list ? list.getValue() : List.of(entry.value());
        json.append('[');
        for (int i = 0; i < facts.size(); i++) {
            Node fact = facts.get(i);
            json.append(i == 0 ? "" : ",");
            if (fact instanceof MappingNode) {
                PlaceWalker.walk(fact, pointer + "/" + i, places);
                writer.write(fact);
            } else {
                faults.error(
                        fact,
                        "A fact of " + entry.name() + " is " + Kind.of(fact)
                                + "; a mapping {field: value} belongs here.");
            }
        }
        json.append(']');
    }
}
