package dev.understudy.gitrepo;

/** Text on its way into somebody's terminal, or into one line of a log. */
final class OneLine {
    private static final int MAX_LENGTH = 900;

    private OneLine() {}

    /** The text without line breaks and other control characters, cut after 900 characters. */
    static String of(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 2);
        for (int i = 0; i < text.length(); i++) {
            if (line.length() >= MAX_LENGTH) {
                return line.append(" …").toString();
            }
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return line.toString();
    }
}
