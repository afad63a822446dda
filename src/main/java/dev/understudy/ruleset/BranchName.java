package dev.understudy.ruleset;

import org.jspecify.annotations.Nullable;

/**
 * The name of a branch without {@code refs/heads/}; it may hold {@code /}.
 *
 * @param value 1 to 200 characters, after the rules of {@code git check-ref-format}
 */
public record BranchName(String value) implements Comparable<BranchName> {
    /** The branch that production runs. */
    public static final BranchName MAIN = new BranchName("main");

    private static final int MAX_LENGTH = 200;
    private static final String FORBIDDEN = " ~^:?*[\\";

    /** @throws IllegalArgumentException with a sentence for the user when git would not take the name */
    public BranchName {
        String fault = fault(value);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
    }

    /** Whether this is {@link #MAIN}. */
    public boolean isMain() {
        return MAIN.value.equals(value);
    }

    private static @Nullable String fault(String name) {
        if (name.isEmpty()) {
            return "A branch needs a name.";
        }
        if (name.length() > MAX_LENGTH) {
            return "A branch's name has at most " + MAX_LENGTH + " characters; this one has " + name.length() + ".";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 0x20 || c == 0x7f || FORBIDDEN.indexOf(c) >= 0) {
                return "A branch's name holds no blanks, control characters or any of ~ ^ : ? * [ \\ ; character "
                        + (i + 1) + " is one.";
            }
        }
        boolean badShape = name.contains("..")
                || name.contains("//")
                || name.contains("@{")
                || name.startsWith("/")
                || name.startsWith("-")
                || name.startsWith("refs/")
                || name.endsWith("/")
                || name.endsWith(".")
                || "@".equals(name)
                || "HEAD".equals(name);
        if (badShape || hasBadPart(name)) {
            return "git takes no branch of this name: no '..', '//', '@{', no part that starts with '.' or ends with"
                    + " '.lock', no '/' or '-' at the start, no '/' or '.' at the end.";
        }
        return null;
    }

    private static boolean hasBadPart(String name) {
        int start = 0;
        while (start <= name.length()) {
            int end = name.indexOf('/', start);
            end = end < 0 ? name.length() : end;
            String part = name.substring(start, end);
            if (part.startsWith(".") || part.endsWith(".lock")) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    @Override
    public int compareTo(BranchName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
