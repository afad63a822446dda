package dev.understudy.engine.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the worksheets of an xlsx workbook: cells and merges, no macros, no formulas, nothing from outside. */
final class XlsxReader {
    private static final String DAMAGED =
            "The workbook is damaged, or uses XML that a workbook has no need of. Save it" + " anew as .xlsx.";

    private final XlsxArchive archive;
    private final TableFaults faults;

    private XlsxReader(XlsxArchive archive, TableFaults faults) {
        this.archive = archive;
        this.faults = faults;
    }

    /** The worksheets in the order of their tabs; empty when {@code faults} has got an error. */
    static List<Grid> read(byte[] content, TableFaults faults) {
        Optional<XlsxArchive> archive = XlsxArchive.unpack(content, faults);
        if (archive.isEmpty()) {
            return List.of();
        }
        try {
            List<Grid> grids = new XlsxReader(archive.get(), faults).sheets();
            if (grids.isEmpty()) {
                faults.file("The workbook has no worksheet.");
            }
            return grids;
        } catch (XlsxSheet.OutOfLimits e) {
            faults.file(Limits.TOO_LARGE);
        } catch (XMLStreamException | NumberFormatException e) {
            faults.file(DAMAGED);
        }
        return List.of();
    }

    private record Tab(String name, String relation) {}

    private List<Grid> sheets() throws XMLStreamException {
        String workbook = relations("").values().stream()
                .filter(each -> each.type().endsWith("/officeDocument"))
                .map(Relation::target)
                .findFirst()
                .orElse("xl/workbook.xml");
        Map<String, Relation> relations = relations(workbook);
        WorkbookXml book = new WorkbookXml();
        XmlPart.read(part(workbook), book);
        XlsxStrings strings = new XlsxStrings();
        Optional<byte[]> shared = target(relations, "/sharedStrings");
        if (shared.isPresent()) {
            XmlPart.read(shared.get(), strings);
        }
        XlsxStyles styles = XlsxStyles.read(target(relations, "/styles"), book.since1904);
        List<Grid> grids = new ArrayList<>();
        for (Tab tab : book.tabs) {
            Relation relation = relations.get(tab.relation());
            if (relation != null && relation.type().endsWith("/worksheet")) {
                Grid grid = new Grid(faults.path(), tab.name(), Format.XLSX);
                XlsxSheet sheet = new XlsxSheet(grid, strings, styles, faults);
                XmlPart.read(part(relation.target()), sheet);
                sheet.spreadMerged();
                grids.add(grid);
            }
        }
        return grids;
    }

    private byte[] part(String name) throws XMLStreamException {
        return archive.part(name).orElseThrow(() -> new XMLStreamException("missing part " + name));
    }

    private Optional<byte[]> target(Map<String, Relation> relations, String type) {
        return relations.values().stream()
                .filter(each -> each.type().endsWith(type))
                .findFirst()
                .flatMap(each -> archive.part(each.target()));
    }

    private record Relation(String type, String target) {}

    /** What a part refers to inside of the file, by id. */
    private Map<String, Relation> relations(String part) throws XMLStreamException {
        int slash = part.lastIndexOf('/');
        String folder = slash < 0 ? "" : part.substring(0, slash + 1);
        Map<String, Relation> relations = new HashMap<>();
        Optional<byte[]> xml = archive.part(folder + "_rels/" + part.substring(slash + 1) + ".rels");
        if (xml.isPresent()) {
            XmlPart.read(xml.get(), (name, element) -> {
                if ("Relationship".equals(name) && !"External".equals(XmlPart.attribute(element, "TargetMode", ""))) {
                    String target = XmlPart.attribute(element, "Target", "");
                    relations.put(
                            XmlPart.attribute(element, "Id", ""),
                            new Relation(
                                    XmlPart.attribute(element, "Type", ""),
                                    target.startsWith("/") ? target.substring(1) : folder + target));
                }
            });
        }
        return relations;
    }

    /** The tabs of the workbook. */
    private static final class WorkbookXml implements XmlPart.Elements {
        private final List<Tab> tabs = new ArrayList<>();
        private boolean since1904;

        @Override
        public void start(String name, XMLStreamReader element) {
            if ("sheet".equals(name)) {
                tabs.add(new Tab(XmlPart.attribute(element, "name", "?"), XmlPart.attribute(element, "id", "")));
            } else if ("workbookPr".equals(name)) {
                String since = XmlPart.attribute(element, "date1904", "0");
                since1904 = "1".equals(since) || "true".equals(since);
            }
        }
    }
}
