/** Content by its name: hashes, and what was made of it once. */
@NullMarked
package dev.understudy.content;

import org.jspecify.annotations.NullMarked;
