package dev.understudy.bench.fuzz.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets a function call itself. */
record Recursion() implements Mutation {
    private static final Pattern FUNCTION = Pattern.compile("function\\s+(\\S+)\\s+(\\w+)\\s*\\(([^)]*)\\)\\s*\\{");

    @Override
    public String apply(String drl, Dice dice) {
        Matcher matcher = FUNCTION.matcher(drl);
        if (!matcher.find()) {
            return drl + "\nfunction int again(int n) { return again(n + 1) + again(n - 1); }\n"
                    + "rule \"again\" when F( again(a) > 0 ) then again(1); end\n";
        }
        String nulls = matcher.group(3).isBlank() ? "" : matcher.group(3).replaceAll("[^,]+", "null");
        String call = matcher.group(2) + "(" + nulls.replaceAll("null", dice.of("null", "1", "\"\"")) + "); ";
        return new Span(matcher.end(), matcher.end()).replaced(drl, call);
    }
}
