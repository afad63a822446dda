package dev.understudy.replay.compare;

import dev.understudy.problem.ProblemException;

/**
 * Why a decision can't be decided again. Holds nothing of its facts.
 *
 * @param cause what kind of reason it is
 * @param subject which limit, rule, field or key; empty when there is none to name
 * @param detail a sentence
 */
record Reason(Cause cause, String subject, String detail) {
    private static final int MOST_STEPS = 4;
    private static final int MOST_SUBJECT = 200;
    private static final int MOST_DETAIL = 500;

    /** Kinds of reasons. */
    public enum Cause {
        /** Its facts don't fit the types of the rules. */
        FACTS_DONT_FIT,
        /** It used up a limit. */
        BUDGET_EXCEEDED,
        /** A rule failed on its facts. */
        RULE_FAILED,
        /** Its sensitive values were sealed with a key that is not configured. */
        KEY_MISSING,
        /** Its sensitive values were sealed with another key of that name, or were altered. */
        KEY_WRONG,
        /** Something went wrong on our side. */
        UNFORESEEN
    }

    Reason {
        subject = shortened(subject, MOST_SUBJECT);
        detail = shortened(detail, MOST_DETAIL);
    }

    /** Its facts can't be read. */
    static Reason unfit(ProblemException problem) {
        String place = place(String.valueOf(problem.extensions().getOrDefault("pointer", "")));
        return new Reason(Cause.FACTS_DONT_FIT, place, (place.isEmpty() ? "" : place + ": ") + problem.detail());
    }

    /** It has no outcome. */
    static Reason undecided(ProblemException problem) {
        return switch (problem.type()) {
            case BUDGET_EXCEEDED -> new Reason(Cause.BUDGET_EXCEEDED, member(problem, "limit"), problem.detail());
            case RULE_FAILED -> new Reason(Cause.RULE_FAILED, member(problem, "rule"), problem.detail());
            default -> new Reason(Cause.UNFORESEEN, problem.type().name(), problem.detail());
        };
    }

    static Reason keyMissing(String key) {
        return new Reason(
                Cause.KEY_MISSING,
                key,
                "The key '" + shortened(key, MOST_SUBJECT) + "' is missing from understudy.decision-log.keys.");
    }

    static Reason keyWrong(String key) {
        return new Reason(
                Cause.KEY_WRONG,
                key,
                "The key '" + shortened(key, MOST_SUBJECT)
                        + "' of understudy.decision-log.keys is another one, or what it sealed was altered.");
    }

    static Reason unforeseen(RuntimeException failure) {
        return new Reason(Cause.UNFORESEEN, failure.getClass().getSimpleName(), "Something went wrong on our side.");
    }

    /** Whether it only took too long, which may be the machine's fault. */
    boolean isLate() {
        return cause == Cause.BUDGET_EXCEEDED && subject.equals("time");
    }

    private static String member(ProblemException problem, String name) {
        return String.valueOf(problem.extensions().getOrDefault(name, ""));
    }

    /** {@code /facts/Flight/*}{@code /delay}: whichever fact it is, and no further, since maps have keys of callers. */
    private static String place(String pointer) {
        String[] steps = pointer.split("/", -1);
        StringBuilder place = new StringBuilder();
        for (int i = 1; i < Math.min(steps.length, MOST_STEPS + 1); i++) {
            place.append('/').append(steps[i].matches("\\d+") ? "*" : steps[i]);
        }
        return place.toString();
    }

    private static String shortened(String text, int most) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        if (line.length() <= most) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most;
        return line.substring(0, end) + "…";
    }
}
