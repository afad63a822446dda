package dev.understudy.engine.whynot;

/**
 * A place that an author can go to.
 *
 * @param file path from the top of the rules repository
 * @param line counted from 1
 * @param column counted from 1
 */
public record Spot(String file, int line, int column) {}
