package dev.understudy.engine.facts;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Names in error sentences: shown without harm, and with the name that was probably meant. */
final class Names {
    private static final int SHOWN = 80;

    private Names() {}

    /** {@code name} with at most 80 characters, and control characters escaped. */
    static String shown(String name) {
        StringBuilder text = new StringBuilder();
        int length = Math.min(name.length(), SHOWN);
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return name.length() > SHOWN ? text.append('…').toString() : text.toString();
    }

    /** A sentence {@code Did you mean …?} with a blank before it, or nothing when no name is near. */
    static String suggestion(String name, Collection<String> known) {
        return nearest(name, known).map(near -> " Did you mean " + near + "?").orElse("");
    }

    private static Optional<String> nearest(String name, Collection<String> known) {
        if (name.length() > SHOWN) {
            return Optional.empty();
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        int least = Math.max(1, name.length() / 3) + 1;
        String best = null;
        for (String each : known) {
            int distance = distance(wanted, each.toLowerCase(Locale.ROOT), least);
            if (distance < least) {
                least = distance;
                best = each;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Insertions, deletions and replacements between two names (Levenshtein); {@code most} when they are far apart. */
    private static int distance(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) >= most) {
            return most;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
