/**
 * A small client of the decision API for Java programs: decides, decides many, tries again where that is safe, and
 * carries the context of a journey from one service to the next. It stands on the JDK and on Jackson alone.
 */
@NullMarked
package dev.understudy.client;

import org.jspecify.annotations.NullMarked;
