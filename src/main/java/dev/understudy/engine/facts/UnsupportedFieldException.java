package dev.understudy.engine.facts;

/** A field's type has no JSON form, or its date format can't be used; the analyst has to change the declaration. */
public final class UnsupportedFieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DeclaredType type;
    private final transient DeclaredField field;

    UnsupportedFieldException(DeclaredType type, DeclaredField field, String message) {
        super(type.name() + "." + field.name() + ": " + message, null, false, false);
        this.type = type;
        this.field = field;
    }

    /** The simple name of the type that declares the field. */
    public String type() {
        return type.name();
    }

    /** The field's name. */
    public String field() {
        return field.name();
    }

    /** Path of the declaration from the top of the rules repository. */
    public String file() {
        return type.file();
    }

    /** Where the field is declared. */
    public int line() {
        return field.line();
    }

    /** Where the field is declared. */
    public int column() {
        return field.column();
    }

    /** What is wrong and what to do, starting with {@code Type.field}. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
