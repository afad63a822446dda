package dev.understudy.webhook;

import java.util.regex.Pattern;

/** A pattern of event types: {@code dev.understudy.rollout.*}; a star stands for any number of letters. */
final class TypeGlob {
    private static final Pattern SHAPE = Pattern.compile("[a-z.*-]{1,100}");

    private TypeGlob() {}

    /** Whether it has the form of a pattern. */
    static boolean isOne(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** Without backtracking: behind each star the first place that fits is as good as any. */
    static boolean matches(String glob, String type) {
        int at = 0;
        int star = -1;
        int mark = 0;
        int i = 0;
        while (i < type.length()) {
            if (at < glob.length() && glob.charAt(at) == '*') {
                star = at++;
                mark = i;
            } else if (at < glob.length() && glob.charAt(at) == type.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++mark;
            } else {
                return false;
            }
        }
        return glob.substring(at).chars().allMatch(each -> each == '*');
    }
}
