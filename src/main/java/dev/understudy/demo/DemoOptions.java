package dev.understudy.demo;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the caller of the demo asked for.
 *
 * @param url of the service, without a slash at its end
 * @param user for HTTP Basic
 * @param password for HTTP Basic
 * @param concurrency calls under way at once, 1 to 256
 */
record DemoOptions(URI url, String user, String password, int concurrency) {
    static final String USAGE = """
            Sends 5,000 real flights through the decision API of a running service and prints what it saw.

              --url http://host:port   the service (http://localhost:8080)
              --port 8080              the service's port on this machine, also UNDERSTUDY_PORT
              --user app               who asks
              --password app           the password
              --concurrency 8          calls under way at once, 1 to 256
            """;

    private static final List<String> NAMES = List.of("--url", "--port", "--user", "--password", "--concurrency");

    /**
     * Reads {@code --name value} and {@code --name=value}.
     *
     * @throws IllegalArgumentException with a sentence for the user when an option is unknown or its value of no use
     */
    static DemoOptions parse(List<String> args, Map<String, String> environment) {
        Map<String, String> given = read(args);
        String port = Optional.ofNullable(given.get("--port"))
                .or(() -> Optional.ofNullable(environment.get("UNDERSTUDY_PORT")))
                .orElse("8080");
        URI url = given.containsKey("--url")
                ? url(given.get("--url"))
                : URI.create("http://localhost:" + number("port", port, 65_535));
        int concurrency = number("concurrency", given.getOrDefault("--concurrency", "8"), 256);
        return new DemoOptions(
                url, given.getOrDefault("--user", "app"), given.getOrDefault("--password", "app"), concurrency);
    }

    private static Map<String, String> read(List<String> args) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "The demo does not know " + name + "; it knows " + String.join(", ", NAMES) + ".");
            }
            if (equals < 0 && i + 1 == args.size()) {
                throw new IllegalArgumentException("A value is missing after " + name + ".");
            }
            given.put(name, equals < 0 ? args.get(++i) : arg.substring(equals + 1));
        }
        return given;
    }

    private static URI url(String text) {
        String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        try {
            URI url = URI.create(trimmed);
            if (List.of("http", "https").contains(String.valueOf(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(notAUrl(text), e);
        }
        throw new IllegalArgumentException(notAUrl(text));
    }

    private static String notAUrl(String text) {
        return "\"" + text + "\" is no address of a service; write it like http://localhost:8080.";
    }

    private static int number(String what, String text, int max) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(notANumber(what, text, max), e);
        }
        throw new IllegalArgumentException(notANumber(what, text, max));
    }

    private static String notANumber(String what, String text, int max) {
        return "The " + what + " must be a number from 1 to " + max + ", and is \"" + text + "\".";
    }
}
