package dev.understudy.manifest;

import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RulesetManifest;
import dev.understudy.ruleset.RulesetManifest.Limits;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code ruleset.yaml}, and finds all that is wrong in it at once. Immutable; used by many threads. */
public final class ManifestReader {
    private static final int MOST_KIB = 64;
    private static final List<String> KEYS =
            List.of("title", "owners", "facts", "routingKey", "sensitive", "limits", "rollout", "decisionLog");

    private final Limits most;
    private final boolean lenient;

    /** Reads with the platform's own limits. */
    public ManifestReader() {
        this(Limits.PLATFORM);
    }

    /** Reads with {@code most} as what a ruleset may lower. */
    public ManifestReader(Limits most) {
        this(most, false);
    }

    private ManifestReader(Limits most, boolean lenient) {
        this.most = most;
        this.lenient = lenient;
    }

    /** Lowers limits above the platform's with a warning, instead of refusing them: for what is live already. */
    public ManifestReader lenient() {
        return new ManifestReader(most, true);
    }

    /**
     * Reads a manifest.
     *
     * @param repositoryPath the file's path from the top of the rules repository, {@code
     *     flight-compensation/ruleset.yaml}; its first step is the title when the file gives none
     * @param yaml its bytes
     */
    public ManifestResult read(String repositoryPath, byte[] yaml) {
        Faults faults = new Faults(repositoryPath);
        Optional<Node> root = YamlDocument.read(yaml, MOST_KIB, faults);
        if (root.isEmpty()) {
            if (!faults.hasErrors()) {
                faults.error(Place.TOP, "The file is empty; it has to name the facts: facts: {in: […], out: […]}.");
            }
            return new ManifestResult.Faulty(faults.sorted());
        }
        Optional<RulesetManifest> manifest = Fields.known(root.get(), "The file", KEYS, faults)
                .flatMap(fields -> new Reading(fields, new LimitsSection(most, lenient, faults), faults)
                        .manifest(ruleset(repositoryPath)));
        if (manifest.isEmpty() || faults.hasErrors()) {
            return new ManifestResult.Faulty(faults.sorted());
        }
        Places.Builder places = new Places.Builder();
        PlaceWalker.walk(root.get(), "", places);
        return new ManifestResult.Read(manifest.get(), faults.sorted(), places.build());
    }

    private static String ruleset(String repositoryPath) {
        int slash = repositoryPath.indexOf('/');
        return slash < 0 ? repositoryPath : repositoryPath.substring(0, slash);
    }

    /** One reading of one file. */
    private record Reading(Fields fields, LimitsSection section, Faults faults) {
        Optional<RulesetManifest> manifest(String ruleset) {
            Optional<FactNames> facts = FactNames.read(fields, faults);
            String title = fields.get("title")
                    .flatMap(node -> Scalars.text(node, "title", faults))
                    .orElse(ruleset);
            List<String> owners = fields.get("owners")
                    .flatMap(node -> Scalars.texts(node, "owners", (text, item) -> true, faults))
                    .orElse(List.of());
            List<String> in = facts.map(FactNames::in).orElse(List.of());
            Optional<String> routingKey = fields.get("routingKey").flatMap(node -> RoutingKeys.read(node, in, faults));
            List<String> sensitive = fields.get("sensitive")
                    .flatMap(node -> Scalars.texts(node, "sensitive", this::isField, faults))
                    .orElse(List.of());
            Limits limits = fields.get("limits").map(section::read).orElse(section.most());
            RolloutPlan rollout = fields.get("rollout")
                    .map(node -> RolloutSection.read(node, faults))
                    .orElse(RolloutPlan.AT_ONCE);
            RulesetManifest.LogPolicy log = LogSection.read(fields, faults);
            return facts.map(names -> new RulesetManifest(
                    title, owners, names.in(), names.out(), routingKey, sensitive, limits, rollout, log));
        }

        private boolean isField(String text, Node node) {
            int dot = text.indexOf('.');
            boolean fine =
                    dot > 0 && FactNames.isName(text.substring(0, dot)) && FactNames.isName(text.substring(dot + 1));
            if (!fine) {
                faults.error(
                        node,
                        "'" + Kind.shortened(text) + "' is no field; name it as Type.field, Flight.passengerName say.");
            }
            return fine;
        }
    }
}
