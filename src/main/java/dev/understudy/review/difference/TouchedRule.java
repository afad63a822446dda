package dev.understudy.review.difference;

import dev.understudy.engine.drl.Place;

/**
 * A rule of the branch that the difference touches. Queries are none: they fire never.
 *
 * @param rule its name
 * @param place where it starts; of a row, its cell
 * @param direct whether the rule itself differs, and not only what it calls or extends
 * @param why {@code added}, {@code changed}, {@code calls km()} and so on
 */
public record TouchedRule(String rule, Place place, boolean direct, String why) {}
