/** The only place that knows Drools: text to classes, classes to rulesets, facts to outcomes. */
@NullMarked
package dev.understudy.engine;

import org.jspecify.annotations.NullMarked;
