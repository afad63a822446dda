package dev.understudy.manifest;

import dev.understudy.ruleset.ChangeWindows;
import dev.understudy.ruleset.ChangeWindows.Window;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** The section {@code rollout.windows}: when exposure may grow. */
final class WindowSection {
    private static final int MOST = 100;
    private static final int SHORT_DAY = 3;
    private static final List<String> KEYS = List.of("zone", "allow", "deny");
    private static final String EXAMPLE = "a window is {days: [Mon, Tue], from: 09:00, to: 16:00} or"
            + " {from: 2026-12-20T00:00:00Z, to: 2027-01-06T00:00:00Z, reason: Holidays}";

    private final Faults faults;

    private WindowSection(Faults faults) {
        this.faults = faults;
    }

    static ChangeWindows read(Node node, Faults faults) {
        Optional<Fields> fields = Fields.known(node, "rollout.windows", KEYS, faults);
        if (fields.isEmpty()) {
            return ChangeWindows.ALWAYS;
        }
        WindowSection section = new WindowSection(faults);
        ZoneId zone = fields.get().get("zone").flatMap(section::zone).orElse(ZoneOffset.UTC);
        return new ChangeWindows(zone, section.list(fields.get(), "allow"), section.list(fields.get(), "deny"));
    }

    /** A moment with its offset from UTC. */
    static Optional<Instant> moment(Node node, String what, Faults faults) {
        Optional<String> text = Scalars.text(node, what, faults);
        try {
            return text.map(each -> OffsetDateTime.parse(each).toInstant());
        } catch (DateTimeParseException e) {
            faults.error(
                    node,
                    what + " is '" + Kind.shortened(text.orElse(""))
                            + "'; it has to be a moment with its offset, 2026-12-01T08:00:00Z say.");
            return Optional.empty();
        }
    }

    private Optional<ZoneId> zone(Node node) {
        Optional<String> text = Scalars.text(node, "rollout.windows.zone", faults);
        try {
            return text.map(ZoneId::of);
        } catch (DateTimeException e) {
            faults.error(
                    node,
                    "rollout.windows.zone is '" + Kind.shortened(text.orElse(""))
                            + "'; it has to be a time zone such as Europe/Berlin.");
            return Optional.empty();
        }
    }

    private List<Window> list(Fields fields, String key) {
        List<Node> items = fields.get(key)
                .flatMap(node -> Scalars.items(node, "rollout.windows." + key, faults))
                .orElse(List.of());
        if (items.size() > MOST) {
            faults.error(items.get(MOST), "There are at most " + MOST + " windows.");
            return List.of();
        }
        return items.stream().flatMap(item -> window(item).stream()).toList();
    }

    private Optional<Window> window(Node item) {
        Optional<Fields> found = Fields.known(item, "A window", List.of("days", "from", "to", "reason"), faults);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        Optional<Node> from = required(fields, "from");
        Optional<Node> to = required(fields, "to");
        String reason = fields.get("reason")
                .flatMap(node -> Scalars.text(node, "reason", faults))
                .orElse("");
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        Optional<Node> days = fields.get("days");
        return days.isPresent()
                ? weekly(days.get(), from.get(), to.get(), reason)
                : dated(from.get(), to.get(), reason);
    }

    private Optional<Node> required(Fields fields, String key) {
        Optional<Node> node = fields.get(key);
        if (node.isEmpty()) {
            faults.error(fields.place(), "'" + key + "' is missing in this window; " + EXAMPLE + ".");
        }
        return node;
    }

    private Optional<Window> dated(Node from, Node to, String reason) {
        Optional<Instant> start = moment(from, "from", faults);
        Optional<Instant> end = moment(to, "to", faults);
        if (start.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        if (!start.get().isBefore(end.get())) {
            faults.error(to, "A window ends after it begins.");
            return Optional.empty();
        }
        return Optional.of(new ChangeWindows.Dated(start.get(), end.get(), reason));
    }

    private Optional<Window> weekly(Node days, Node from, Node to, String reason) {
        Set<DayOfWeek> set = EnumSet.noneOf(DayOfWeek.class);
        Scalars.texts(
                days, "days", (text, node) -> day(text, node).map(set::add).isPresent(), faults);
        Optional<LocalTime> start = time(from, "from");
        Optional<LocalTime> end = time(to, "to");
        if (start.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        if (set.isEmpty()) {
            faults.error(days, "A window has at least one day.");
            return Optional.empty();
        }
        if (!end.get().equals(LocalTime.MIDNIGHT) && !start.get().isBefore(end.get())) {
            faults.error(to, "A window ends after it begins, on the same day; make two of one that passes midnight.");
            return Optional.empty();
        }
        return Optional.of(new ChangeWindows.Weekly(set, start.get(), end.get(), reason));
    }

    private Optional<DayOfWeek> day(String text, Node node) {
        String wanted = text.toUpperCase(Locale.ROOT);
        Optional<DayOfWeek> day = Arrays.stream(DayOfWeek.values())
                .filter(each -> each.name().equals(wanted)
                        || each.name().substring(0, SHORT_DAY).equals(wanted))
                .findFirst();
        if (day.isEmpty()) {
            faults.error(node, "'" + Kind.shortened(text) + "' is no day; days are Mon, Tue, Wed, Thu, Fri, Sat, Sun.");
        }
        return day;
    }

    private Optional<LocalTime> time(Node node, String what) {
        Optional<String> text = Scalars.text(node, what, faults);
        try {
            return text.map(each -> each.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(each));
        } catch (DateTimeParseException e) {
            faults.error(
                    node,
                    what + " is '" + Kind.shortened(text.orElse(""))
                            + "'; beside days it has to be a time of day such as 09:00.");
            return Optional.empty();
        }
    }
}
