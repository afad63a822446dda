/** Share links: a draft is shown to somebody outside, for a while, and nothing else is. */
@NullMarked
package dev.understudy.share;

import org.jspecify.annotations.NullMarked;
