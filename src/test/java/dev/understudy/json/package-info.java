/** Tests of the JSON that is written. */
@NullMarked
package dev.understudy.json;

import org.jspecify.annotations.NullMarked;
