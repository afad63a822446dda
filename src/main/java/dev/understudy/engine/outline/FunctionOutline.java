package dev.understudy.engine.outline;

import dev.understudy.engine.drl.Place;
import java.util.List;

/**
 * A function.
 *
 * @param name its name
 * @param packageName its package
 * @param signature {@code double km(int miles)}
 * @param body as written
 * @param words of the body, without blanks and comments
 * @param place where it starts
 */
public record FunctionOutline(
        String name, String packageName, String signature, String body, List<String> words, Place place) {}
