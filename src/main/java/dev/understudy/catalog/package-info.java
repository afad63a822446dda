/** What is live: one immutable snapshot behind one reference. */
@NullMarked
package dev.understudy.catalog;

import org.jspecify.annotations.NullMarked;
