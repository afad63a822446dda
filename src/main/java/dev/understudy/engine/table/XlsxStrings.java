package dev.understudy.engine.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/** The texts that the cells of a workbook share. */
final class XlsxStrings implements XmlPart.Elements {
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final List<String> strings = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private boolean inText;
    private boolean inPhonetic;

    @Override
    public void start(String name, XMLStreamReader element) {
        switch (name) {
            case "si" -> current.setLength(0);
            case "rPh" -> inPhonetic = true;
            case "t" -> inText = !inPhonetic;
            default -> {}
        }
    }

    @Override
    public void text(String text) {
        if (inText) {
            current.append(text);
        }
    }

    @Override
    public void end(String name) {
        switch (name) {
            case "si" -> strings.add(decoded(current.toString()));
            case "rPh" -> inPhonetic = false;
            case "t" -> inText = false;
            default -> {}
        }
    }

    /** @throws IllegalArgumentException when there is no such text */
    String get(int index) {
        if (index < 0 || index >= strings.size()) {
            throw new IllegalArgumentException("The workbook is damaged: this cell's text is missing. Write it anew.");
        }
        return strings.get(index);
    }

    /** Characters that XML can't hold stand as {@code _x000D_} in a workbook. */
    static String decoded(String text) {
        return text.contains("_x")
                ? ESCAPE.matcher(text).replaceAll(found -> {
                    String c = String.valueOf((char) Integer.parseInt(found.group(1), 16));
                    return Matcher.quoteReplacement("\r".equals(c) ? "" : c);
                })
                : text;
    }
}
