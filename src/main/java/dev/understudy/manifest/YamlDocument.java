package dev.understudy.manifest;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads bytes as one plain YAML document: no anchors, no tags, no directives, nothing that could grow. */
final class YamlDocument {
    private static final int DEEPEST = 40;

    private final byte[] bytes;
    private final Faults faults;

    private YamlDocument(byte[] bytes, Faults faults) {
        this.bytes = bytes;
        this.faults = faults;
    }

    /**
     * The root of the document.
     *
     * @param mostKib how large the file may be, in KiB
     * @return empty when the file is empty, or when {@code faults} has got an error
     */
    static Optional<Node> read(byte[] bytes, int mostKib, Faults faults) {
        if (bytes.length > mostKib * 1024) {
            faults.error(
                    Place.TOP,
                    "The file has " + bytes.length + " bytes; at most " + mostKib + " KiB are read. Split it.");
            return Optional.empty();
        }
        return new YamlDocument(bytes, faults).read();
    }

    private Optional<Node> read() {
        return decode().filter(this::isPrintable).flatMap(this::compose);
    }

    private Optional<String> decode() {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            faults.error(after(text), "This byte is not UTF-8. Save the file as UTF-8.");
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    }

    private boolean isPrintable(String text) {
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!StreamReader.isPrintable(c)) {
                faults.error(
                        after(text.substring(0, at)),
                        String.format("The character U+%04X can't stand in YAML. Remove it.", c));
                return false;
            }
            at += Character.charCount(c);
        }
        return true;
    }

    private static Place after(String text) {
        int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
        int column =
                text.substring(text.lastIndexOf('\n') + 1).codePointCount(0, text.length() - text.lastIndexOf('\n') - 1)
                        + 1;
        return new Place(line, column);
    }

    private Optional<Node> compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit(text.length() + 1);
        Yaml yaml = new Yaml(options);
        try {
            int before = faults.errors();
            checkEvents(yaml, text);
            if (faults.errors() > before) {
                return Optional.empty();
            }
            return Optional.ofNullable(yaml.compose(new StringReader(text))).filter(node -> !Kind.isNull(node));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            faults.error(mark == null ? Place.TOP : Place.of(mark), "This is not YAML: " + sentence(e));
        } catch (YAMLException e) {
            faults.error(Place.TOP, deepOr(String.valueOf(e.getMessage())));
        } catch (StackOverflowError e) {
            faults.error(Place.TOP, tooDeep());
        }
        return Optional.empty();
    }

    private void checkEvents(Yaml yaml, String text) {
        int documents = 0;
        int depth = 0;
        for (Event event : yaml.parse(new StringReader(text))) {
            switch (event) {
                case DocumentStartEvent start -> {
                    documents++;
                    checkDocument(start, documents);
                }
                case AliasEvent alias ->
                    faults.error(
                            place(alias), "Aliases (*" + alias.getAnchor() + ") are not taken. Write the value out.");
                case ScalarEvent scalar -> check(scalar, scalar.getAnchor(), scalar.getTag());
                case CollectionStartEvent start -> {
                    check(start, start.getAnchor(), start.getTag());
                    depth++;
                }
                default -> depth -= event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd) ? 1 : 0;
            }
            if (depth > DEEPEST) {
                faults.error(place(event), tooDeep());
                return;
            }
        }
    }

    private void checkDocument(DocumentStartEvent start, int documents) {
        if (documents == 2) {
            faults.error(place(start), "A second document starts here; a file holds one. Remove the '---'.");
        }
        Map<String, String> tags = start.getTags();
        if (start.getVersion() != null || (tags != null && !tags.isEmpty())) {
            faults.error(place(start), "Directives (%YAML, %TAG) are not taken. Remove them.");
        }
    }

    private void check(Event event, @Nullable String anchor, @Nullable String tag) {
        if (anchor != null) {
            faults.error(
                    place(event), "Anchors (&" + anchor + ") are not taken. Write the value out where it is used.");
        }
        if (tag != null) {
            faults.error(place(event), "Tags (" + tag + ") are not taken. Remove it; quote a value that is text.");
        }
    }

    private static Place place(Event event) {
        return Place.of(event.getStartMark());
    }

    private static String sentence(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem()).strip();
        String context = e.getContext() == null ? "" : e.getContext().strip() + ", ";
        return context + problem + (problem.endsWith(".") ? "" : ".");
    }

    private static String deepOr(String message) {
        return message.contains("Nesting Depth") ? tooDeep() : "This is not YAML: " + message;
    }

    private static String tooDeep() {
        return "This is nested more than " + DEEPEST + " deep.";
    }
}
