package dev.understudy.replay.compare;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A value in an outcome.
 *
 * @param path the type and the field, {@code Compensation.amount}, as decisions are searched by
 * @param text a text as it is, any other value as it stands in the JSON; empty when the value is sensitive
 * @param number its value, when it is a number of a size that can be added up
 * @param start where it begins in the JSON, in bytes
 * @param end behind its end
 * @param sensitive whether it must not be shown
 */
record Leaf(String path, String text, @Nullable BigDecimal number, int start, int end, boolean sensitive) {}
