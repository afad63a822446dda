/** JSON as it is written on the decision's path. */
@NullMarked
package dev.understudy.json;

import org.jspecify.annotations.NullMarked;
