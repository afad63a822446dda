package dev.understudy.engine.drl;

import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;

/**
 * A file and its syntax tree.
 *
 * @param file the text
 * @param tree what the parser made of it
 */
public record ParsedDrl(DrlFile file, PackageDescr tree) {
    /** The name of the package that the file declares. */
    public String packageName() {
        return tree.getName();
    }

    /** The text from which {@code part} was parsed. */
    public String textOf(BaseDescr part) {
        int start = Math.max(0, part.getStartCharacter());
        int end = Math.min(file.text().length(), part.getEndCharacter() + 1);
        return start >= end ? "" : file.text().substring(start, end);
    }

    /** Where {@code part} starts. */
    public Place placeOf(BaseDescr part) {
        return file.place(Math.max(0, part.getStartCharacter()));
    }
}
