package dev.understudy.bench.fuzz.lists;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be used, by its own reading of {@code allow.list} and {@code engine.list}: an oracle that shared the
 * sandbox's code would share its mistakes.
 *
 * @param classes full name with dots to the members that are named; {@code new} for constructors, {@code *} for all
 * @param packages name to the members that are named for each of its classes
 */
public record Lists(Map<String, Set<String>> classes, Map<String, Set<String>> packages) {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** What authors may use. */
    public static Lists offered() {
        Lists lists = new Lists(new LinkedHashMap<>(), new LinkedHashMap<>());
        lists.add(text("sandbox/allow.list"), true);
        return lists;
    }

    /**
     * What the code of rules may refer to.
     *
     * @param generated whether with what only the code that the engine writes to build its network may use
     */
    public static Lists linked(boolean generated) {
        Lists lists = offered();
        lists.add(text("sandbox/engine.list"), generated);
        return lists;
    }

    private static String text(String resource) {
        try (InputStream in = Lists.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(resource + " can't be read.", e);
        }
    }

    private void add(String text, boolean generated) {
        boolean skipped = false;
        Set<String> open = new LinkedHashSet<>();
        for (String line : text.lines().toList()) {
            String code = line.replaceFirst("#.*", "");
            List<String> words = BLANKS.splitAsStream(code.strip()).toList();
            if (code.startsWith("scope ")) {
                skipped = !generated && words.get(1).equals("generated");
            } else if (!skipped && code.startsWith("class ")) {
                open = classes.computeIfAbsent(words.get(1), name -> new LinkedHashSet<>());
            } else if (!skipped && code.startsWith("package ")) {
                open = packages.computeIfAbsent(words.get(1), name -> new LinkedHashSet<>());
            } else if (!skipped && code.startsWith(" ")) {
                open.addAll(words);
            }
        }
    }

    /** Whether a class is named, by itself or by its package. */
    public boolean names(String name) {
        int dot = name.lastIndexOf('.');
        return classes.containsKey(name) || dot > 0 && packages.containsKey(name.substring(0, dot));
    }

    /**
     * Whether a class or its package names a member.
     *
     * @param parameters {@code (int,java.lang.String)}, empty for a field
     */
    public boolean names(String name, String member, String parameters) {
        int dot = name.lastIndexOf('.');
        return names(classes.getOrDefault(name, Set.of()), member, parameters)
                || dot > 0 && names(packages.getOrDefault(name.substring(0, dot), Set.of()), member, parameters);
    }

    private static boolean names(Set<String> members, String member, String parameters) {
        return members.contains("*") || members.contains(member) || members.contains(member + parameters);
    }
}
