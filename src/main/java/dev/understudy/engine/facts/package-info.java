/** Facts between JSON and the types that a ruleset declares: no tree, no map and no reflection in between. */
@NullMarked
package dev.understudy.engine.facts;

import org.jspecify.annotations.NullMarked;
