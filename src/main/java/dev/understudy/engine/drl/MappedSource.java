package dev.understudy.engine.drl;

import dev.understudy.engine.java.JavaFault;
import dev.understudy.engine.java.JavaSource;
import dev.understudy.ruleset.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/**
 * Java that was written from DRL, and where each piece of it comes from.
 *
 * @param source the Java
 * @param spans pieces, in order, not overlapping
 */
record MappedSource(JavaSource source, List<Span> spans) {
    /**
     * A piece of Java.
     *
     * @param start offset in the Java
     * @param end offset after it
     * @param file the DRL it comes from
     * @param drlOffset where in the DRL
     * @param verbatim whether it stands there letter by letter, so that an offset in it is one in the DRL
     */
    record Span(int start, int end, DrlFile file, int drlOffset, boolean verbatim) {}

    /** What the Java compiler says, at the place in the DRL. */
    Diagnostic diagnostic(JavaFault fault) {
        Span nearest = nearest(fault);
        int inside = nearest.verbatim() && fault.offset() < nearest.end() ? fault.offset() - nearest.start() : 0;
        return nearest.file().error(nearest.drlOffset() + Math.max(0, inside), fault.message());
    }

    /** Whether the author wrote what the Java compiler complains of, letter by letter. */
    boolean isVerbatim(JavaFault fault) {
        return nearest(fault).verbatim();
    }

    private Span nearest(JavaFault fault) {
        Span nearest = spans.getFirst();
        for (Span span : spans) {
            if (span.start() > fault.offset()) {
                break;
            }
            nearest = span;
        }
        return nearest;
    }

    /** Writes Java and keeps the places. */
    static final class Writer {
        private final StringBuilder text = new StringBuilder(1024);
        private final List<Span> spans = new ArrayList<>();

        Writer add(String generated) {
            text.append(generated);
            return this;
        }

        Writer from(DrlFile file, int drlOffset, String generated) {
            return span(file, drlOffset, generated, false);
        }

        Writer verbatim(DrlFile file, int drlOffset, String copied) {
            return span(file, drlOffset, copied, true);
        }

        private Writer span(DrlFile file, int drlOffset, String piece, boolean verbatim) {
            spans.add(new Span(text.length(), text.length() + piece.length(), file, drlOffset, verbatim));
            text.append(piece);
            return this;
        }

        MappedSource finish(String path) {
            return new MappedSource(new JavaSource(path, text.toString()), List.copyOf(spans));
        }
    }
}
