@NullMarked
package dev.understudy.ruleset;

import org.jspecify.annotations.NullMarked;
