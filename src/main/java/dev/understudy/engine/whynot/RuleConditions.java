package dev.understudy.engine.whynot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drools.model.Rule;

/**
 * A rule whose conditions can be tried one by one. Immutable.
 */
public final class RuleConditions {
    private static final int MOST_ALTERNATIVES = 16;

    private final WrittenRule written;
    private final Part whole;
    private final List<Node> nodes;
    private final Set<String> secrets;
    private final Attributes attributes;

    /**
     * What decides beside the conditions.
     *
     * @param enabled whether it may fire at all
     * @param agendaGroup {@code MAIN} when none is written
     * @param activationGroup empty when none
     * @param lockOnActive whether matches don't count that come while its group is at work
     */
    record Attributes(boolean enabled, String agendaGroup, String activationGroup, boolean lockOnActive) {
        static final Attributes NONE = new Attributes(true, "MAIN", "", false);
    }

    private RuleConditions(
            WrittenRule written, List<Node> nodes, Part whole, Set<String> secrets, Attributes attributes) {
        this.written = written;
        this.whole = whole;
        this.nodes = List.copyOf(nodes);
        this.secrets = Set.copyOf(secrets);
        this.attributes = attributes;
    }

    /**
     * A rule.
     *
     * @param written by its author
     * @param compiled before a network was built of it
     * @param sensitive fields, {@code Type.field}
     */
    public static RuleConditions of(WrittenRule written, Rule compiled, Collection<String> sensitive) {
        Part whole = new Part("rule \"" + written.name() + "\"", written.spot(), true);
        List<Node> nodes = NodeReader.read(compiled.getView().getSubConditions(), written.conditions(), whole);
        return new RuleConditions(
                written, nodes, whole, Secrets.of(written.conditions(), sensitive), attributes(compiled));
    }

    private static Attributes attributes(Rule rule) {
        Object enabled = rule.<Object>getAttribute(cast(Rule.Attribute.ENABLED));
        String activation = rule.getAttribute(Rule.Attribute.ACTIVATION_GROUP);
        return new Attributes(
                !Boolean.FALSE.equals(enabled),
                rule.getAttribute(Rule.Attribute.AGENDA_GROUP),
                activation == null ? "" : activation,
                rule.getAttribute(Rule.Attribute.LOCK_ON_ACTIVE));
    }

    /** The attribute may hold what computes it. */
    @SuppressWarnings("unchecked")
    private static Rule.Attribute<Object> cast(Rule.Attribute<?> attribute) {
        return (Rule.Attribute<Object>) attribute;
    }

    /** A query, or a rule that was not found among the compiled ones. */
    public static RuleConditions untold(WrittenRule written) {
        Part whole = new Part("rule \"" + written.name() + "\"", written.spot(), true);
        String why = written.isQuery() ? "it is a query, which rules call and which never fires" : "it was not found";
        return new RuleConditions(written, List.of(new Node.Unknown(why, whole)), whole, Set.of(), Attributes.NONE);
    }

    /** Each way through its {@code or}s as a list of conditions, of which all have to hold. */
    List<List<Node>> alternatives() {
        List<List<Node>> ways = new ArrayList<>(List.of(List.of()));
        for (Node node : nodes) {
            List<Node> choices =
                    node instanceof Node.Any any && ways.size() * any.children().size() <= MOST_ALTERNATIVES
                            ? any.children()
                            : List.of(node);
            List<List<Node>> more = new ArrayList<>();
            for (List<Node> way : ways) {
                for (Node choice : choices) {
                    List<Node> longer = new ArrayList<>(way);
                    longer.add(choice);
                    more.add(longer);
                }
            }
            ways = more;
        }
        return ways;
    }

    String name() {
        return written.name();
    }

    String packageName() {
        return written.packageName();
    }

    boolean isQuery() {
        return written.isQuery();
    }

    Spot spot() {
        return written.spot();
    }

    /** Stands for all of it. */
    Part whole() {
        return whole;
    }

    Set<String> secrets() {
        return secrets;
    }

    /** Whether any of its variables must not be shown, so that what comes of them must not be either. */
    boolean hasSecrets() {
        return !secrets.isEmpty();
    }

    /** The types that its conditions speak of, as written. */
    Set<String> types() {
        Set<String> types = new HashSet<>();
        written.conditions().forEach(each -> collect(each, types));
        return types;
    }

    private static void collect(Written written, Set<String> types) {
        switch (written) {
            case Written.Group group -> group.children().forEach(each -> collect(each, types));
            case Written.Eval _ -> {}
            case Written.Pattern pattern -> {
                types.add(pattern.type());
                if (pattern.source() instanceof Written.Source.Fold fold) {
                    fold.input().forEach(each -> collect(each, types));
                }
            }
        }
    }

    Attributes attributes() {
        return attributes;
    }
}
