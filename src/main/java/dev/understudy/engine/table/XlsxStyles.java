package dev.understudy.engine.table;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;

/** How a workbook shows its numbers, and what they then are in a rule. Not for more than one thread. */
final class XlsxStyles implements XmlPart.Elements {
    private static final DateTimeFormatter DROOLS_DATE = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH);
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]+(\\.0*)?");
    private static final int LONGEST_FORMAT = 255;

    private final DataFormatter formatter = new DataFormatter(Locale.ENGLISH);
    private final Map<Integer, String> custom = new HashMap<>();
    private final List<Integer> cellFormats = new ArrayList<>();
    private final boolean since1904;
    private boolean inCellFormats;

    private XlsxStyles(boolean since1904) {
        this.since1904 = since1904;
    }

    static XlsxStyles read(Optional<byte[]> part, boolean since1904) throws XMLStreamException {
        XlsxStyles styles = new XlsxStyles(since1904);
        if (part.isPresent()) {
            XmlPart.read(part.get(), styles);
        }
        return styles;
    }

    @Override
    public void start(String name, XMLStreamReader element) {
        switch (name) {
            case "numFmt" ->
                custom.put(number(element, "numFmtId"), XmlPart.attribute(element, "formatCode", "General"));
            case "cellXfs" -> inCellFormats = true;
            case "xf" -> {
                if (inCellFormats) {
                    cellFormats.add(number(element, "numFmtId"));
                }
            }
            default -> {}
        }
    }

    @Override
    public void end(String name) {
        inCellFormats &= !"cellXfs".equals(name);
    }

    private static int number(XMLStreamReader element, String attribute) {
        return Integer.parseInt(XmlPart.attribute(element, attribute, "0"));
    }

    /**
     * A number as text of a rule.
     *
     * @param text digits with which a rule calculates
     * @param shown what a person sees
     */
    record Shown(String text, String shown) {}

    /**
     * What a number is: a date in quotes as Drools writes it, the digits that are shown if they are all there is to it
     * (00501, 250.00), and else the plain number, without %, currency and separators of thousands.
     *
     * @throws IllegalArgumentException with a sentence for the user when it can't be taken
     */
    Shown show(double value, int style) {
        int id = style >= 0 && style < cellFormats.size() ? cellFormats.get(style) : 0;
        String builtin = id < 0 ? null : BuiltinFormats.getBuiltinFormat(id);
        String format = custom.getOrDefault(id, builtin == null ? "General" : builtin);
        if (format.length() > LONGEST_FORMAT) {
            format = "General";
        }
        String shown = formatter.formatRawCellContents(value, id, format, since1904);
        if (DateUtil.isADateFormat(id, format)) {
            return new Shown(date(value), shown);
        }
        boolean whole = value == Math.rint(value);
        return new Shown(whole && PLAIN.matcher(shown).matches() ? shown : plain(value), shown);
    }

    private String date(double value) {
        LocalDateTime date = DateUtil.isValidExcelDate(value) ? DateUtil.getLocalDateTime(value, since1904) : null;
        if (date == null) {
            throw new IllegalArgumentException("This date is before 1900. Write it as text.");
        }
        if (value < 1 || !date.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException(
                    "This is a date with a time of day, of which a rule would only see the day. Write it as text.");
        }
        return '"' + DROOLS_DATE.format(date) + '"';
    }

    private static String plain(double value) {
        BigDecimal number = BigDecimal.valueOf(value).stripTrailingZeros();
        return number.signum() == 0 ? "0" : number.toPlainString();
    }
}
