package dev.understudy.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.ruleset.RulesetManifest;
import java.util.List;

/** Writes the OpenAPI 3.1 document of one ruleset: a generated client has its types. */
final class RulesetOpenApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROBLEM = "application/problem+json";
    private static final String REF = "#/components/schemas/";

    private RulesetOpenApi() {}

    static String document(Resolved rules) {
        RulesetManifest manifest = rules.ruleset().manifest();
        ObjectNode root = JSON.createObjectNode().put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", manifest.title())
                .put("version", rules.commit().abbreviated())
                .put(
                        "description",
                        "Ruleset " + rules.name() + " on branch "
                                + rules.selection().view().branch() + " at commit " + rules.commit() + ".");
        root.putArray("servers").addObject().put("url", "/api/v1");
        root.putArray("security").addObject().putArray("basic");
        ObjectNode post = root.putObject("paths")
                .putObject("/rulesets/" + rules.name() + "/decisions")
                .putObject("post");
        ObjectNode types = types(rules);
        Names names = new Names(free("DecisionRequest", types), free("Decision", types), free("Problem", types));
        operation(post, names);
        ObjectNode components = root.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("basic")
                .put("type", "http")
                .put("scheme", "basic");
        ObjectNode schemas = components.putObject("schemas");
        schemas.setAll(types);
        request(object(schemas, names.request(), List.of("facts")), manifest.factsIn());
        answer(schemas, names.decision(), manifest.factsOut());
        problem(schemas, names.problem());
        return root.toString();
    }

    /** Names of our own schemas, none of which a ruleset's type has. */
    private record Names(String request, String decision, String problem) {}

    private static String free(String wanted, ObjectNode types) {
        String name = wanted;
        while (types.has(name)) {
            name = "Understudy" + name;
        }
        return name;
    }

    private static void operation(ObjectNode post, Names names) {
        post.put("operationId", "decide").put("summary", "Decide");
        ArrayNode parameters = post.putArray("parameters");
        parameters
                .addObject()
                .put("name", "explain")
                .put("in", "query")
                .putObject("schema")
                .put("type", "boolean");
        parameters
                .addObject()
                .put("name", "whyNot")
                .put("in", "query")
                .put("description", "A rule's name, or * for all that did not fire.")
                .putObject("schema")
                .put("type", "string");
        parameters
                .addObject()
                .put("name", "Rules-Branch")
                .put("in", "header")
                .put("description", "The branch to decide on; needs the right to select branches.")
                .putObject("schema")
                .put("type", "string");
        ObjectNode body = post.putObject("requestBody").put("required", true);
        content(body, "application/json", names.request());
        ObjectNode responses = post.putObject("responses");
        content(responses.putObject("200").put("description", "The decision"), "application/json", names.decision());
        content(responses.putObject("default").put("description", "A problem (RFC 9457)"), PROBLEM, names.problem());
    }

    private static void content(ObjectNode of, String mediaType, String schema) {
        of.putObject("content").putObject(mediaType).putObject("schema").put("$ref", REF + schema);
    }

    private static ObjectNode types(Resolved rules) {
        try {
            return (ObjectNode) JSON.readTree(rules.ruleset().schemas().componentsJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Own JSON must be readable.", e);
        }
    }

    private static void request(ObjectNode request, List<String> factsIn) {
        ObjectNode facts = ((ObjectNode) request.get("properties")).putObject("facts");
        facts.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = facts.putObject("properties");
        for (String type : factsIn) {
            ArrayNode either = properties.putObject(type).putArray("oneOf");
            either.addObject().put("$ref", REF + type);
            either.addObject().put("type", "array").putObject("items").put("$ref", REF + type);
        }
        ((ObjectNode) request.get("properties"))
                .putObject("asOf")
                .put("type", "string")
                .put("format", "date-time");
        request.put("additionalProperties", false);
    }

    private static void answer(ObjectNode schemas, String name, List<String> factsOut) {
        ObjectNode answer = object(
                schemas,
                name,
                List.of("id", "ruleset", "branch", "commit", "selectedBy", "effective", "outcome", "firedRules"));
        ObjectNode properties = (ObjectNode) answer.get("properties");
        properties.putObject("id").put("type", "string").put("format", "uuid");
        for (String text : List.of("ruleset", "branch", "commit", "selectedBy")) {
            properties.putObject(text).put("type", "string");
        }
        properties.putObject("effective").put("type", "boolean");
        ObjectNode outcome = properties.putObject("outcome").put("type", "object");
        ObjectNode types = outcome.putObject("properties");
        ArrayNode required = outcome.putArray("required");
        for (String type : factsOut) {
            types.putObject(type).put("type", "array").putObject("items").put("$ref", REF + type);
            required.add(type);
        }
        ObjectNode fired = properties
                .putObject("firedRules")
                .put("type", "array")
                .putObject("items")
                .put("type", "object")
                .putObject("properties");
        fired.putObject("rule").put("type", "string");
        fired.putObject("count").put("type", "integer");
        properties.putObject("engineMicros").put("type", "integer").put("format", "int64");
        explained(properties);
    }

    private static void explained(ObjectNode properties) {
        ObjectNode firing = properties
                .putObject("firings")
                .put("type", "array")
                .put("description", "Each firing in order; only with explain=true")
                .putObject("items")
                .put("type", "object")
                .putObject("properties");
        firing.putObject("rule").put("type", "string");
        firing.putObject("file").put("type", "string");
        firing.putObject("line").put("type", "integer");
        for (String facts : List.of("facts", "inserted", "modified", "deleted")) {
            firing.putObject(facts).put("type", "array").putObject("items").put("type", "object");
        }
        whyNot(properties);
        ObjectNode budget = properties
                .putObject("budget")
                .put("type", "object")
                .put("description", "What the decision used of its limits; only with explain=true")
                .putObject("properties");
        for (String number : List.of("steps", "mostSteps", "firings", "mostFirings", "timeMicros", "mostTimeMicros")) {
            budget.putObject(number).put("type", "integer").put("format", "int64");
        }
    }

    private static void whyNot(ObjectNode properties) {
        ObjectNode rule = properties
                .putObject("whyNot")
                .put("type", "array")
                .put("description", "Why rules did not fire; only with whyNot")
                .putObject("items")
                .put("type", "object")
                .putObject("properties");
        rule.putObject("rule").put("type", "string");
        place(rule);
        ObjectNode reason = rule.putObject("reasons")
                .put("type", "array")
                .putObject("items")
                .put("type", "object")
                .putObject("properties");
        for (String text : List.of("kind", "text", "pattern", "constraint")) {
            reason.putObject(text).put("type", "string");
        }
        place(reason);
        reason.putObject("nearest").put("type", "object");
        reason.putObject("values").put("type", "object");
    }

    private static void place(ObjectNode properties) {
        properties.putObject("file").put("type", "string");
        properties.putObject("line").put("type", "integer");
        properties.putObject("column").put("type", "integer");
    }

    private static void problem(ObjectNode schemas, String name) {
        ObjectNode problem = object(schemas, name, List.of("type", "title", "status", "detail"));
        ObjectNode properties = (ObjectNode) problem.get("properties");
        for (String text : List.of("type", "title", "detail", "pointer")) {
            properties.putObject(text).put("type", "string");
        }
        properties.putObject("status").put("type", "integer");
    }

    private static ObjectNode object(ObjectNode schemas, String name, List<String> required) {
        ObjectNode object = schemas.putObject(name).put("type", "object");
        ArrayNode names = object.putArray("required");
        required.forEach(names::add);
        object.putObject("properties");
        return object;
    }
}
