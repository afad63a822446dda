/** What the lists offer to rules, read without the sandbox's own code. */
@NullMarked
package dev.understudy.bench.fuzz.lists;

import org.jspecify.annotations.NullMarked;
