package dev.understudy.engine.table;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One XML part of a workbook, read element by element. It may have no DTD, so there are no entities to be abused. */
final class XmlPart {
    private XmlPart() {}

    /** Takes the elements of a part in their order. */
    interface Elements {
        void start(String name, XMLStreamReader element) throws XMLStreamException;

        default void text(String text) {}

        default void end(String name) {}
    }

    /** @throws XMLStreamException when the part is no XML, or has a DTD */
    static void read(byte[] xml, Elements elements) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> elements.start(reader.getLocalName(), reader);
                    case XMLStreamConstants.END_ELEMENT -> elements.end(reader.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        elements.text(reader.getText());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XMLStreamException("a DTD or an entity in a workbook");
                    default -> {}
                }
            }
        } finally {
            reader.close();
        }
    }

    /** An attribute by its local name; {@code fallback} when it is not there. */
    static String attribute(XMLStreamReader element, String name, String fallback) {
        for (int i = 0; i < element.getAttributeCount(); i++) {
            if (element.getAttributeLocalName(i).equals(name)) {
                return element.getAttributeValue(i);
            }
        }
        return fallback;
    }
}
