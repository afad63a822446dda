/** Tests of facts between JSON and declared types. */
@NullMarked
package dev.understudy.engine.facts;

import org.jspecify.annotations.NullMarked;
