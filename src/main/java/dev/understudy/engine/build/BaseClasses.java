package dev.understudy.engine.build;

import java.util.Map;

/**
 * The types and functions of a ruleset, loaded.
 *
 * @param key names them by content
 * @param classes their class files, by binary name with dots
 * @param loader holds them
 */
record BaseClasses(ContentKey key, Map<String, byte[]> classes, RuleClassLoader loader) {}
