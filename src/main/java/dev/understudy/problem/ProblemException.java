package dev.understudy.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error that a caller can act on. Cheap to make: it carries no stack trace. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient Map<String, Object> extensions;

    /**
     * @param type the kind of error
     * @param detail one or two sentences for the caller: what is wrong, and what to do
     */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    /**
     * @param type the kind of error
     * @param detail one or two sentences for the caller: what is wrong, and what to do
     * @param extensions further members of the problem document, {@code pointer} or {@code diagnostics} say; values
     *     that Jackson can write
     */
    public ProblemException(ProblemType type, String detail, Map<String, Object> extensions) {
        super(detail, null, false, false);
        this.type = type;
        this.extensions = new LinkedHashMap<>(extensions);
    }

    /** Facts or a body that can't be taken, with the JSON pointer of the place. */
    public static ProblemException at(ProblemType type, String pointer, String detail) {
        return new ProblemException(type, detail, Map.of("pointer", pointer));
    }

    /** A parameter of a query that can't be taken; {@code sentence} goes on where its name ends, without a full stop. */
    public static ProblemException ofParameter(String name, String sentence) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "The parameter '" + name + "' " + sentence + ".",
                Map.of("parameter", name));
    }

    /** The kind of error. */
    public ProblemType type() {
        return type;
    }

    /** What the caller is told. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Further members of the problem document. */
    public Map<String, Object> extensions() {
        return Map.copyOf(extensions);
    }
}
