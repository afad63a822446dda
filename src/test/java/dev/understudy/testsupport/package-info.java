/** What the tests of several packages need. */
@NullMarked
package dev.understudy.testsupport;

import org.jspecify.annotations.NullMarked;
