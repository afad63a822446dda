/** DRL as text and as a tree: parsing it, checking it, and writing its types as Java. */
@NullMarked
package dev.understudy.engine.drl;

import org.jspecify.annotations.NullMarked;
