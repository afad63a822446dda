/** What holds for the whole code base, checked on its class files. */
@NullMarked
package dev.understudy.architecture;

import org.jspecify.annotations.NullMarked;
